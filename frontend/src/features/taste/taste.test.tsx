import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { useTaste } from "@/api/useTaste";
import { history, taste } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { FavouriteArtists } from "./FavouriteArtists";
import { ForgetEverything } from "./ForgetEverything";
import { HistoryImport } from "./HistoryImport";
import { mostFiles, refuse } from "./historyFiles";

const favouritesPath = "/api/taste/favourite-artists";

function Favourites() {
  const { data } = useTaste();
  return data === undefined ? null : <FavouriteArtists artists={data.favourite_artists} />;
}

/** A server that knows three artists and keeps the favourites it is sent. */
function keepFavourites(...first: string[]): { sent: string[][] } {
  const kept = { sent: [] as string[][] };
  let now = first;
  server.use(
    http.get("/api/artists", ({ request }) => {
      const typed = new URL(request.url).searchParams.get("q") ?? "";
      const artists = ["Ella Fitzgerald", "Elliott Smith", "Nina Simone"]
        .filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
        .map((name) => ({ name, tracks: 2, popularity: 50 }));
      return HttpResponse.json({ artists });
    }),
    http.get("/api/taste", () => HttpResponse.json(taste({ favourite_artists: now }))),
    http.put(favouritesPath, async ({ request }) => {
      const { artists } = (await request.json()) as { artists: string[] };
      now = artists;
      kept.sent.push(artists);
      return HttpResponse.json(taste({ favourite_artists: artists }));
    }),
  );
  return kept;
}

test("artists are found by typing, added with the keyboard, and kept in order", async () => {
  const kept = keepFavourites("Nina Simone");
  const { user } = renderWithProviders(<Favourites />);
  await user.type(await screen.findByLabelText("Add an artist"), "ell");
  expect(await screen.findAllByRole("option")).toHaveLength(2);
  await user.keyboard("{ArrowDown}{Enter}");
  const list = screen.getByRole("list", { name: "Favourite artists" });
  await waitFor(() => expect(within(list).getAllByRole("listitem")).toHaveLength(2));
  expect(kept.sent).toEqual([["Nina Simone", "Ella Fitzgerald"]]);
  expect(screen.getByLabelText("Add an artist")).toHaveValue("");
});

test("artists are moved and removed by name", async () => {
  const kept = keepFavourites("Nina", "Ella");
  const { user } = renderWithProviders(<Favourites />);
  await user.click(await screen.findByRole("button", { name: "Move Ella up" }));
  await user.click(await screen.findByRole("button", { name: "Remove Nina" }));
  await waitFor(() => expect(kept.sent).toEqual([["Ella", "Nina"], ["Ella"]]));
});

test("an artist moved by keyboard keeps the focus, at the end on the way back", async () => {
  keepFavourites("Nina", "Billie", "Ella");
  const { user } = renderWithProviders(<Favourites />);
  (await screen.findByRole("button", { name: "Move Ella up" })).focus();
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "1Nina",
      "2Ella",
      "3Billie",
    ]),
  );
  expect(screen.getByRole("button", { name: "Move Ella up" })).toHaveFocus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Move Ella down" })).toHaveFocus());
});

test("a change that is not kept goes back and can be tried again", async () => {
  const kept = keepFavourites("Nina");
  server.use(http.put(favouritesPath, () => HttpResponse.error(), { once: true }));
  const { user } = renderWithProviders(<Favourites />);
  await user.click(await screen.findByRole("button", { name: "Remove Nina" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The server does not answer");
  expect(await screen.findByText("Nina")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(kept.sent).toEqual([[]]));
});

test("what does not fit any more cannot be chosen while the answer is on its way", async () => {
  keepFavourites();
  const { user } = renderWithProviders(<Favourites />);
  const field = await screen.findByLabelText("Add an artist");
  await user.type(field, "ell");
  expect(await screen.findAllByRole("option")).toHaveLength(2);
  await user.type(field, "io");
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
    "Elliott Smith2 songs",
  ]);
});

test("nobody of that name is said", async () => {
  keepFavourites();
  const { user } = renderWithProviders(<Favourites />);
  await user.type(await screen.findByLabelText("Add an artist"), "zzz");
  expect(await screen.findByText("Nobody called “zzz” in this catalog")).toBeVisible();
});

const report = {
  history,
  files: [
    { name: "a.json", format: "spotify-extended", plays: 1234, left_out: { short: 3, private: 0 } },
    { name: "read-me.txt", format: null, plays: 0, left_out: {} },
  ],
};

function jsonFile(name: string): File {
  return new File(["[]"], name, { type: "application/json" });
}

test("files are sent together, and what was found is reported file by file", async () => {
  server.use(http.post("/api/taste/history", () => HttpResponse.json(report)));
  const fetchIt = vi.spyOn(globalThis, "fetch");
  const { user } = renderWithProviders(<HistoryImport history={null} />);
  await user.upload(screen.getByLabelText("Files of your listening history"), [
    jsonFile("a.json"),
    jsonFile("b.json"),
  ]);
  const found = await screen.findByRole("list", { name: "Files read" });
  const form = fetchIt.mock.calls
    .map(([, init]) => init?.body)
    .find((body) => body instanceof FormData);
  expect(form?.getAll("files")).toHaveLength(2);
  expect(found).toHaveTextContent(
    "a.json Spotify, extended streaming history: 1,234 plays; left out: 3 too short.",
  );
  expect(found).toHaveTextContent("read-me.txt holds no listening history; it was passed over.");
});

test("files can be dropped", async () => {
  server.use(http.post("/api/taste/history", () => HttpResponse.json(report)));
  renderWithProviders(<HistoryImport history={null} />);
  fireEvent.drop(screen.getByTestId("history-drop"), {
    dataTransfer: { files: [jsonFile("a.json")] },
  });
  expect(await screen.findByText("What was found")).toBeVisible();
});

test("a history that is not understood says which ones are", async () => {
  server.use(
    http.post("/api/taste/history", () => problem("unrecognized-history", 422, "Read: Last.fm.")),
  );
  const { user } = renderWithProviders(<HistoryImport history={null} />);
  await user.upload(
    screen.getByLabelText("Files of your listening history"),
    jsonFile("shopping.json"),
  );
  expect(await screen.findByRole("alert")).toHaveTextContent(/Read: Last.fm\..*its zip as it came/);
});

test("too many or too large files are refused before they are sent", () => {
  const many = Array.from({ length: mostFiles + 1 }, (_, index) => jsonFile(`${index}.json`));
  expect(refuse(many)).toBe("These are 31 files");
  const large = jsonFile("large.json");
  vi.spyOn(large, "size", "get").mockReturnValue(150_000_000);
  expect(refuse([large])).toBe("These files have 150 MB together");
  expect(refuse([])).not.toBe("");
  expect(refuse([jsonFile("a.json")])).toBe("");
});

test("the history in use is summed up, and deleted only after a yes", async () => {
  let deletions = 0;
  server.use(
    http.delete("/api/taste/history", () => {
      deletions += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderWithProviders(<HistoryImport history={history} />);
  expect(screen.getByTestId("history-kept")).toHaveTextContent(
    "1,234 plays from Jan 5, 2024 to Mar 1, 2026. This catalog has 30 of the 400 most played songs",
  );
  await user.click(screen.getByRole("button", { name: "Delete the history" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete the history" }),
  );
  await waitFor(() => expect(deletions).toBe(1));
  await waitFor(() => expect(screen.getByRole("button", { name: "Choose files" })).toHaveFocus());
});

test("everything is forgotten only after a yes, and that is said", async () => {
  const onForgotten = vi.fn();
  server.use(http.delete("/api/visitor", () => new HttpResponse(null, { status: 204 })));
  const { user } = renderWithProviders(<ForgetEverything onForgotten={onForgotten} />);
  await user.click(screen.getByRole("button", { name: "Forget everything about me" }));
  await user.keyboard("{Escape}");
  expect(onForgotten).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Forget everything about me" }));
  await user.click(await screen.findByRole("button", { name: "Delete everything" }));
  expect(await screen.findByText("Everything about you was deleted")).toBeVisible();
  expect(onForgotten).toHaveBeenCalled();
});
