import { createBrowserRouter, type RouteObject } from "react-router";

import { Layout } from "./layout/Layout";
import { Opening } from "./layout/Opening";
import { PageFailure } from "./layout/PageFailure";
import { HomePage } from "./pages/home/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";

export const routes: RouteObject[] = [
  {
    Component: Layout,
    ErrorBoundary: PageFailure,
    HydrateFallback: Opening,
    children: [
      { index: true, Component: HomePage },
      {
        path: "music",
        lazy: async () => ({ Component: (await import("./pages/music/MusicPage")).MusicPage }),
      },
      {
        path: "lists",
        lazy: async () => ({ Component: (await import("./pages/lists/ListsPage")).ListsPage }),
      },
      {
        path: "lists/:id",
        lazy: async () => ({ Component: (await import("./pages/lists/ListPage")).ListPage }),
      },
      {
        path: "shared/:token",
        lazy: async () => ({ Component: (await import("./pages/shared/SharedPage")).SharedPage }),
      },
      {
        path: "taste",
        lazy: async () => ({ Component: (await import("./pages/taste/TastePage")).TastePage }),
      },
      { path: "*", Component: NotFoundPage },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
