import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import type { Playlist } from "@/api/generated/model";
import { playlist, sharedList, summary } from "@/testing/fixtures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";

const list = playlist({ id: "one", name: "Quiet evening", mode: "shift" });
const address = "/api/playlists/one";

function keep(first: Playlist = list) {
  let now = first;
  server.use(
    http.get(address, () => HttpResponse.json(now)),
    http.patch(address, async ({ request }) => {
      now = { ...now, ...((await request.json()) as { name: string }) };
      return HttpResponse.json(now);
    }),
    http.put(`${address}/share`, () => HttpResponse.json({ share_url: "http://x/shared/abc" })),
    http.delete(`${address}/share`, () => new HttpResponse(null, { status: 204 })),
    http.delete(address, () => new HttpResponse(null, { status: 204 })),
    http.get("/api/playlists", () => HttpResponse.json({ playlists: [], next: null })),
  );
}

test("lists come page by page, newest first", async () => {
  server.use(
    http.get("/api/playlists", ({ request }) => {
      const before = new URL(request.url).searchParams.get("before");
      return HttpResponse.json(
        before === null
          ? { playlists: [summary("a"), summary("b")], next: "2026-01-01T00:00:00Z" }
          : { playlists: [summary("c", { shared: true, mode: "shift" })], next: null },
      );
    }),
  );
  const { user } = renderAt("/lists");
  expect(await screen.findAllByTestId("list")).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Older lists" }));
  await waitFor(() => expect(screen.getAllByTestId("list")).toHaveLength(3));
  expect(screen.getAllByTestId("list")[2]).toHaveTextContent(/leading on .*Shared by link/);
  expect(screen.queryByRole("button", { name: "Older lists" })).not.toBeInTheDocument();
});

test("a list is deleted only after a yes", async () => {
  let all = [summary("a"), summary("b")];
  server.use(
    http.get("/api/playlists", () => HttpResponse.json({ playlists: all, next: null })),
    http.delete("/api/playlists/a", () => {
      all = all.slice(1);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderAt("/lists");
  await user.click(await screen.findByRole("button", { name: "Delete List a" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Cancel" }),
  );
  expect(screen.getAllByTestId("list")).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Delete List a" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }),
  );
  await waitFor(() => expect(screen.getAllByTestId("list")).toHaveLength(1));
  expect(screen.getByRole("heading", { name: "Programmes so far" })).toHaveFocus();
  expect(screen.getAllByText("List a was deleted.")[0]).toBeInTheDocument();
});

test("a list that another tab deleted leaves without a complaint", async () => {
  let all = [summary("a"), summary("b")];
  server.use(
    http.get("/api/playlists", () => HttpResponse.json({ playlists: all, next: null })),
    http.delete("/api/playlists/a", () => {
      all = all.slice(1);
      return problem("unknown-playlist", 404);
    }),
  );
  const { user } = renderAt("/lists");
  await user.click(await screen.findByRole("button", { name: "Delete List a" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }),
  );
  await waitFor(() => expect(screen.getAllByTestId("list")).toHaveLength(1));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a list deleted on its own page is told of among the others", async () => {
  keep();
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }),
  );
  expect((await screen.findAllByText("Quiet evening was deleted."))[0]).toBeInTheDocument();
  expect(screen.getByRole("heading", { name: "Programmes so far" })).toHaveFocus();
});

test("a list can be renamed among the others", async () => {
  let name = "List a";
  server.use(
    http.get("/api/playlists", () =>
      HttpResponse.json({ playlists: [summary("a", { name })], next: null }),
    ),
    http.patch("/api/playlists/a", async ({ request }) => {
      ({ name } = (await request.json()) as { name: string });
      return HttpResponse.json(playlist({ id: "a", name }));
    }),
  );
  const { user } = renderAt("/lists");
  await user.click(await screen.findByRole("button", { name: "Rename List a" }));
  await user.keyboard("Rain{Enter}");
  expect(await screen.findByRole("link", { name: "Rain" })).toHaveAttribute("href", "/lists/a");
});

test("without lists the page leads to the first one", async () => {
  server.use(http.get("/api/playlists", () => HttpResponse.json({ playlists: [], next: null })));
  renderAt("/lists");
  expect(await screen.findByRole("link", { name: "Make the first one" })).toBeVisible();
});

test("a list is renamed in its place; a refused name stays in the field", async () => {
  keep();
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Rename Quiet evening" }));
  server.use(http.patch(address, () => problem("invalid-request", 422), { once: true }));
  const field = screen.getByLabelText("Name of the list");
  await user.clear(field);
  await user.type(field, "Rain{Enter}");
  expect(await screen.findByText(/Title of invalid-request/)).toBeVisible();
  expect(field).toHaveValue("Rain");
  await user.click(screen.getByRole("button", { name: "Save the name" }));
  await waitFor(() => expect(screen.getByTestId("list-name")).toHaveTextContent("Rain"));
  expect(screen.getByRole("button", { name: "Rename Rain" })).toHaveFocus();
});

test("a list is shared by a link and taken back", async () => {
  keep();
  const { user } = renderAt("/lists/one");
  const share = await screen.findByRole("switch", { name: "Share by link" });
  expect(share).not.toBeChecked();
  await user.click(share);
  expect(await screen.findByLabelText("Link to this list")).toHaveValue("http://x/shared/abc");
  expect(screen.getByText("The list has a link now.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findAllByText("Copied.")).not.toHaveLength(0);
  await user.click(share);
  await waitFor(() => expect(screen.queryByLabelText("Link to this list")).not.toBeInTheDocument());
  expect(screen.getByText("The link was taken back.")).toBeInTheDocument();
});

test("a list can be had as a file in six formats", async () => {
  keep();
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Export" }));
  const formats = await screen.findAllByRole("menuitem");
  expect(formats.map((format) => format.getAttribute("href"))).toEqual(
    ["m3u8", "xspf", "jspf", "csv", "json", "links"].map(
      (format) => `${address}/export?format=${format}`,
    ),
  );
});

test("the same again opens the new list", async () => {
  keep();
  server.use(
    http.post(`${address}/regenerate`, () =>
      HttpResponse.json(playlist({ id: "two", name: "Once more" }), { status: 201 }),
    ),
  );
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Same again" }));
  await waitFor(() => expect(screen.getByTestId("list-name")).toHaveTextContent("Once more"));
});

test("another list is asked for with the same wishes and no seed", async () => {
  keep();
  let sent: Record<string, unknown> = {};
  server.use(
    http.post("/api/create-playlist-based-on-parameters", async ({ request }) => {
      sent = (await request.json()) as Record<string, unknown>;
      return HttpResponse.json(playlist({ id: "two", name: "Another" }), { status: 201 });
    }),
  );
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Another list" }));
  await waitFor(() => expect(screen.getByTestId("list-name")).toHaveTextContent("Another"));
  expect(sent).toMatchObject({ emotion: "happy", mode: "shift", ask: false });
  expect(sent).not.toHaveProperty("seed");
});

test("a list that is gone says what may have become of it", async () => {
  server.use(http.get(address, () => problem("unknown-playlist", 404)));
  renderAt("/lists/one");
  expect(await screen.findByRole("alert")).toHaveTextContent("may have been deleted");
  expect(screen.getByRole("link", { name: "All your lists" })).toBeVisible();
});

test("a shared list shows its songs and nothing of the person", async () => {
  server.use(http.get("/api/shared/abc", () => HttpResponse.json(sharedList)));
  renderAt("/shared/abc");
  expect(await screen.findByRole("heading", { name: "For a friend" })).toBeVisible();
  const songs = screen.getAllByTestId("song");
  expect(songs[0]).toHaveTextContent("Open in Spotify");
  expect(songs[1]).toHaveTextContent("From the sender's own files");
  expect(screen.queryByText(/Why:/)).not.toBeInTheDocument();
});

test("a link that was taken back leads to a list of one's own", async () => {
  server.use(http.get("/api/shared/abc", () => problem("unknown-link", 404)));
  renderAt("/shared/abc");
  expect(await screen.findByRole("alert")).toHaveTextContent("Ask for a new one");
  expect(screen.getByRole("link", { name: "Make a list of your own" })).toBeVisible();
});
