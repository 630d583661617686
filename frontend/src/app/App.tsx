import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router/dom";

import { makeRouter } from "./router";
import { theme } from "./theme/theme";

/** Providers around the routes. Nothing is repeated behind the person's back but one read. */
export function App() {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // The server may be on this very machine: a call needs no network, and tells if it does.
          queries: { retry: 1, refetchOnWindowFocus: false, networkMode: "always" },
          mutations: { networkMode: "always" },
        },
      }),
  );
  const [router] = useState(makeRouter);
  return (
    <ThemeProvider defaultMode="system" noSsr theme={theme}>
      <CssBaseline enableColorScheme />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
