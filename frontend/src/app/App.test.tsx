import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { status } from "@/testing/fixtures";
import { renderAt } from "@/testing/render";
import { server } from "@/testing/server";
import { App } from "./App";

test("the first page leads to the music", async () => {
  const { user } = renderAt("/");
  await user.click(await screen.findByRole("link", { name: "Start with a photo" }));
  expect(await screen.findByRole("heading", { name: "Your photo" })).toBeVisible();
});

test("the first page says what happens to the photo", async () => {
  renderAt("/");
  expect(await screen.findByText(/never written to disk or to a log/)).toBeVisible();
});

test("an unknown address leads back", async () => {
  renderAt("/nowhere");
  expect(await screen.findByRole("heading", { name: "Not in the programme" })).toBeVisible();
  expect(screen.getByRole("link", { name: "To the first page" })).toHaveAttribute("href", "/");
});

test("the colophon names the model and its measured accuracy", async () => {
  renderAt("/");
  expect(await screen.findByText(/slim 1, right on 66.8 % of FER2013/)).toBeVisible();
});

test("without a model the colophon is silent about it", async () => {
  server.use(http.get("/api/status", () => HttpResponse.json({ ...status, model: null })));
  renderAt("/");
  expect(await screen.findByText("Humoresque 0.1.0")).toBeVisible();
  expect(screen.queryByText(/FER2013/)).not.toBeInTheDocument();
});

test("the colours go from the system's to light, to dark, and round", async () => {
  const { user } = renderAt("/");
  await user.click(await screen.findByRole("button", { name: /follow your system/ }));
  await user.click(screen.getByRole("button", { name: /^Light colours/ }));
  await user.click(screen.getByRole("button", { name: /^Dark colours/ }));
  expect(screen.getByRole("button", { name: /follow your system/ })).toBeVisible();
  expect(Object.keys(localStorage).every((key) => key.startsWith("mui-"))).toBe(true);
});

test("a machine without a network reaches the server on it", async () => {
  const user = userEvent.setup();
  render(<App />);
  await screen.findByText("Humoresque 0.1.0");
  window.dispatchEvent(new Event("offline"));
  try {
    await user.click(screen.getByRole("link", { name: "Your taste" }));
    expect(await screen.findByRole("heading", { name: "Favourite artists" })).toBeVisible();
  } finally {
    window.dispatchEvent(new Event("online"));
    window.history.replaceState(null, "", "/");
  }
});

test("coming to another page is said, by its title", async () => {
  const { user } = renderAt("/");
  await user.click(await screen.findByRole("link", { name: "Your taste" }));
  await waitFor(() =>
    expect(
      screen.getAllByRole("status").some((said) => said.textContent === "Your taste · Humoresque"),
    ).toBe(true),
  );
});

test("the app starts at the address in the bar", async () => {
  render(<App />);
  expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Show your face");
});
