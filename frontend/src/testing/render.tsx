import { ThemeProvider } from "@mui/material/styles";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";

import { routes } from "@/app/router";
import { theme } from "@/app/theme/theme";

/** Renders within the page's providers and returns a user to act with. */
export function renderWithProviders(children: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const user = userEvent.setup();
  const view = render(
    <ThemeProvider theme={theme}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ThemeProvider>,
  );
  return { user, ...view };
}

/** The whole app at one of its addresses. */
export function renderAt(path: string) {
  return renderWithProviders(
    <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />,
  );
}
