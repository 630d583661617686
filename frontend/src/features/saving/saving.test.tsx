import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, test } from "vitest";

import type { Playlist, SavePlaylistRequest, SpotifyListener } from "@/api/generated/model";
import {
  authorizationPath,
  authorizationUrl,
  connectable,
  watchLeaving,
} from "@/testing/connecting";
import { playlist, summary } from "@/testing/fixtures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { listener, saved } from "@/testing/spotifyFixtures";

const list = playlist({ id: "one", name: "Quiet evening" });
const savePath = "/api/save-playlist";

function allow(facts: Partial<SpotifyListener> = {}): void {
  connectable(listener({ granted: ["log-in", "save"], ...facts }));
}

function serveList(facts: Partial<Playlist> = {}): void {
  server.use(http.get("/api/playlists/one", () => HttpResponse.json({ ...list, ...facts })));
}

/** Answers every save well and tells what was sent. */
function watchSaves(facts = {}): SavePlaylistRequest[] {
  const sent: SavePlaylistRequest[] = [];
  server.use(
    http.post(savePath, async ({ request }) => {
      const wanted = (await request.json()) as SavePlaylistRequest;
      sent.push(wanted);
      return HttpResponse.json(saved({ name: wanted.name, ...facts }), { status: 201 });
    }),
  );
  return sent;
}

/** On the page of all lists there is this one. */
function listLists(): void {
  const playlists = [summary("one", { name: "Quiet evening" })];
  server.use(http.get("/api/playlists", () => HttpResponse.json({ playlists, next: null })));
}

async function openDialog(): Promise<{ user: UserEvent; dialog: HTMLElement }> {
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Save to Spotify" }));
  return { user, dialog: await screen.findByRole("dialog", { name: "Save to Spotify" }) };
}

beforeEach(() => {
  allow();
  serveList();
});

test("a list is saved under its name, off the profile, and the link is shown", async () => {
  const sent = watchSaves();
  const { user, dialog } = await openDialog();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await screen.findByTestId("saved")).toHaveTextContent(
    "On Spotify as Quiet evening, 10 songs, not on your profile.",
  );
  expect(screen.getByRole("link", { name: /Open the playlist in Spotify/ })).toHaveAttribute(
    "href",
    saved().spotify_url,
  );
  expect(sent).toEqual([
    {
      playlist_id: "one",
      name: "Quiet evening",
      description: "10 songs for someone happy, chosen by Humoresque.",
      public: false,
    },
  ]);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Save again" })).toBeVisible();
});

test("name, description and profile are the listener's own", async () => {
  const sent = watchSaves({ public: true });
  const { user, dialog } = await openDialog();
  const name = within(dialog).getByLabelText("Name of the playlist");
  await user.clear(name);
  expect(within(dialog).getByRole("button", { name: "Save" })).toBeDisabled();
  await user.type(name, " Rain ");
  await user.clear(within(dialog).getByLabelText("Description"));
  await user.click(within(dialog).getByRole("checkbox", { name: /on my Spotify profile/ }));
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await screen.findByText(/on your profile\./);
  expect(sent).toEqual([{ playlist_id: "one", name: "Rain", description: "", public: true }]);
});

test("saving again proposes what is there, not what was proposed at first", async () => {
  serveList({ saved: saved({ name: "Rain", description: "", public: true }) });
  const { user } = renderAt("/lists/one");
  await user.click(await screen.findByRole("button", { name: "Save again" }));
  const dialog = await screen.findByRole("dialog", { name: "Save to Spotify" });
  expect(within(dialog).getByLabelText("Name of the playlist")).toHaveValue("Rain");
  expect(within(dialog).getByLabelText("Description")).toHaveValue("");
  expect(within(dialog).getByRole("checkbox", { name: /on my Spotify profile/ })).toBeChecked();
});

test("a double click makes one request", async () => {
  const sent = watchSaves();
  const { dialog } = await openDialog();
  // Both before the page can draw that it is busy.
  const save = within(dialog).getByRole("button", { name: "Save" });
  fireEvent.click(save);
  fireEvent.click(save);
  await screen.findByTestId("saved");
  expect(sent).toHaveLength(1);
});

test("songs that Spotify does not have are named, and those still to be looked up counted", async () => {
  const not_found = [{ position: 3, title: "Summertime", artists: ["Ella", "Louis"] }];
  serveList({ saved: saved({ not_found, waiting: 2, songs: 7 }) });
  renderAt("/lists/one");
  expect(await screen.findByRole("list", { name: "Songs not found on Spotify" })).toHaveTextContent(
    "3. Summertime, Ella and Louis",
  );
  expect(screen.getByTestId("saved")).toHaveTextContent(/2 songs of your own have not been looked/);
});

test("after a failure the same button goes on, with what was entered", async () => {
  const sent = watchSaves();
  server.use(http.post(savePath, () => problem("spotify-failing", 502), { once: true }));
  const { user, dialog } = await openDialog();
  const name = within(dialog).getByLabelText("Name of the playlist");
  await user.clear(name);
  await user.type(name, "Rain");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent(/nothing is done twice/);
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await screen.findByTestId("saved")).toHaveTextContent("Rain");
  expect(sent.map((each) => each.name)).toEqual(["Rain"]);
});

test("a save that fails after its page was left is told where the list is shown again", async () => {
  const sent = watchSaves();
  let fail: () => void = () => undefined;
  const failing = new Promise<void>((resolve) => {
    fail = resolve;
  });
  const answer = async () => {
    await failing;
    return problem("spotify-failing", 502);
  };
  server.use(http.post(savePath, answer, { once: true }));
  const { user, dialog } = await openDialog();
  const name = within(dialog).getByLabelText("Name of the playlist");
  await user.clear(name);
  await user.type(name, "Rain");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  listLists();
  await user.click(screen.getAllByRole("link", { name: "Your lists" })[0] as HTMLElement);
  await screen.findByRole("heading", { name: "Programmes so far" });
  fail();
  await user.click(await screen.findByRole("link", { name: "Quiet evening" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/nothing is done twice/);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  const again = await screen.findByRole("dialog", { name: "Save to Spotify" });
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  await user.click(within(again).getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Save to Spotify" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Save" }));
  expect(await screen.findByTestId("saved")).toHaveTextContent("Rain");
  expect(sent.map((each) => each.name)).toEqual(["Rain"]);
});

test("a failure that was read is not told again", async () => {
  listLists();
  server.use(http.post(savePath, () => problem("spotify-failing", 502)));
  const { user, dialog } = await openDialog();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await within(dialog).findByRole("alert");
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await user.click(screen.getAllByRole("link", { name: "Your lists" })[0] as HTMLElement);
  await user.click(await screen.findByRole("link", { name: "Quiet evening" }));
  expect(await screen.findByRole("button", { name: "Save to Spotify" })).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("how long to wait is told, and no button leads into the same wall", async () => {
  server.use(
    http.post(savePath, () =>
      problem("spotify-quota-exceeded", 503, "", {}, { "Retry-After": "7200" }),
    ),
  );
  const { user, dialog } = await openDialog();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  const alert = await within(dialog).findByRole("alert");
  expect(alert).toHaveTextContent("Try again in about 2 hours.");
  expect(within(alert).queryByRole("button")).not.toBeInTheDocument();
});

describe("without the permission", () => {
  function watchDepartures(): { asked: string[]; left: ReturnType<typeof watchLeaving> } {
    const asked: string[] = [];
    server.use(
      http.get(authorizationPath, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ url: authorizationUrl });
      }),
    );
    return { asked, left: watchLeaving() };
  }

  test("saving leads to Spotify first, and back to this list", async () => {
    allow({ granted: ["log-in"] });
    const { asked, left } = watchDepartures();
    const sent = watchSaves();
    const { user, dialog } = await openDialog();
    await user.click(within(dialog).getByRole("button", { name: "Go on to Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalledExactlyOnceWith(authorizationUrl, "_self"));
    expect(asked).toEqual(["?purpose=save&return_to=%2Flists%2Fone"]);
    expect(sent).toEqual([]);
  });

  test("a permission that was taken back meanwhile is asked for again", async () => {
    const { asked, left } = watchDepartures();
    server.use(
      http.post(savePath, () => problem("spotify-consent-needed", 403, "", { consent: "save" })),
    );
    const { user, dialog } = await openDialog();
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    await user.click(await within(dialog).findByRole("button", { name: "Allow it at Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalled());
    expect(asked).toEqual(["?purpose=save&return_to=%2Flists%2Fone"]);
  });
});

test("where Spotify is not set up there is nothing to save to", async () => {
  server.resetHandlers();
  serveList();
  renderAt("/lists/one");
  await screen.findByRole("button", { name: "Export" });
  expect(screen.queryByRole("button", { name: /Spotify/ })).not.toBeInTheDocument();
});
