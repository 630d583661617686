import { createBrowserRouter, type RouteObject } from "react-router";

import { Layout } from "./layout/Layout";
import { PageFailure } from "./layout/PageFailure";
import { HomePage } from "./pages/home/HomePage";
import { MusicPage } from "./pages/music/MusicPage";
import { NotFoundPage } from "./pages/NotFoundPage";

export const routes: RouteObject[] = [
  {
    Component: Layout,
    ErrorBoundary: PageFailure,
    children: [
      { index: true, Component: HomePage },
      { path: "music", Component: MusicPage },
      { path: "*", Component: NotFoundPage },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
