import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, test } from "vitest";

import { face, playlist, reading } from "@/testing/fixtures";
import { decodeTo, pictureFile } from "@/testing/pictures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";

const photoPath = "/api/get-emotion-from-photo";
const playlistPath = "/api/create-playlist-based-on-parameters";

beforeEach(() => {
  decodeTo(512, 512);
});

async function openPage(): Promise<UserEvent> {
  const { user } = renderAt("/music");
  await screen.findByRole("tab", { name: "Web cam" });
  return user;
}

async function upload(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("tab", { name: "Upload image" }));
  await user.upload(screen.getByLabelText("Photo file"), pictureFile());
  await screen.findByAltText("Your photo");
}

async function predict(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("button", { name: "Predict emotion" }));
}

async function chooseGenre(user: UserEvent): Promise<void> {
  await user.type(await screen.findByLabelText("Genres"), "pop");
  await user.click(await screen.findByRole("option", { name: /^pop/ }));
}

async function recommend(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("button", { name: "Recommend music" }));
}

function watchWishes(): { all: unknown[]; last: () => unknown } {
  const all: unknown[] = [];
  server.use(
    http.post(playlistPath, async ({ request }) => {
      all.push(await request.json());
      return HttpResponse.json(playlist(), { status: 201 });
    }),
  );
  return { all, last: () => all.at(-1) };
}

describe("from a photo to ten songs", () => {
  test("the reading's probabilities and the wishes make the list", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    await upload(user);
    await predict(user);
    expect(await screen.findByTestId("expression")).toHaveTextContent("Happy");
    expect(screen.getByTestId("face-box")).toHaveTextContent("Happy");
    await chooseGenre(user);
    await recommend(user);
    expect(await screen.findAllByTestId("song")).toHaveLength(10);
    expect(wishes.last()).toEqual({
      probabilities: face("happy", 0.93).probabilities,
      popularity: "medium",
      personalization: "medium",
      genres: ["pop"],
      mode: null,
      destination: null,
      size: 10,
      explicit: true,
      novelty: null,
      avoid_recent: true,
      source: "catalog",
      ask: true,
    });
    expect(screen.getByRole("heading", { name: "Your programme" })).toHaveFocus();
  });

  test("the photo travels as a file of a form", async () => {
    let type: string | null = null;
    server.use(
      http.post(photoPath, ({ request }) => {
        type = request.headers.get("Content-Type");
        return HttpResponse.json(reading());
      }),
    );
    const user = await openPage();
    await upload(user);
    await predict(user);
    await screen.findByText("No face was found in this photo");
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
  });

  test("a corrected label is what the songs follow", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    await upload(user);
    await predict(user);
    await user.click(await screen.findByRole("button", { name: "Sad" }));
    await chooseGenre(user);
    await recommend(user);
    await screen.findAllByTestId("song");
    expect(wishes.last()).toMatchObject({ emotion: "sad" });
    expect(wishes.last()).not.toHaveProperty("probabilities");
  });

  test("a mood named by hand needs no photo", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    await user.click(screen.getByRole("button", { name: "Fear" }));
    await chooseGenre(user);
    await recommend(user);
    await screen.findAllByTestId("song");
    expect(wishes.last()).toMatchObject({ emotion: "fear" });
  });

  test("another face can be the one that counts", async () => {
    const second = face("sad", 0.7, { box: { x: 300, y: 10, width: 64, height: 64 } });
    server.use(http.post(photoPath, () => HttpResponse.json(reading(face("happy", 0.93), second))));
    const user = await openPage();
    await upload(user);
    await predict(user);
    await user.click(await screen.findByRole("button", { name: /^Face 2 of 2/ }));
    expect(screen.getByTestId("expression")).toHaveTextContent("Sad");
  });

  test("another list is asked for without a seed", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    await user.click(screen.getByRole("button", { name: "Happy" }));
    await chooseGenre(user);
    await recommend(user);
    await user.click(await screen.findByRole("button", { name: "Another list" }));
    await waitFor(() => expect(wishes.all).toHaveLength(2));
    expect(wishes.last()).not.toHaveProperty("seed");
    expect(wishes.all[1]).toEqual(wishes.all[0]);
  });
});

describe("what is done with the mood", () => {
  test("fear is led to soothing songs unless one says otherwise", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    const lead = screen.getByRole("button", { name: "Lead me elsewhere" });
    await user.click(screen.getByRole("button", { name: "Sad" }));
    expect(lead).toHaveAttribute("aria-pressed", "false");
    await user.click(screen.getByRole("button", { name: "Fear" }));
    await waitFor(() => expect(lead).toHaveAttribute("aria-pressed", "true"));
    await user.click(screen.getByRole("button", { name: "Stay with it" }));
    await chooseGenre(user);
    await recommend(user);
    await screen.findAllByTestId("song");
    expect(wishes.last()).toMatchObject({ emotion: "fear", mode: "match", destination: null });
  });

  test("a picked destination is sent with the list, and none while it is to stay", async () => {
    const wishes = watchWishes();
    const user = await openPage();
    await user.click(screen.getByRole("button", { name: "Sad" }));
    await user.click(screen.getByRole("button", { name: "Lead me elsewhere" }));
    (await screen.findByRole("slider", { name: "Destination on the mood map" })).focus();
    await user.keyboard("{ArrowUp}");
    await chooseGenre(user);
    await recommend(user);
    await waitFor(() => expect(wishes.all).toHaveLength(1));
    expect(wishes.last()).toMatchObject({
      mode: "shift",
      destination: { valence: 0.75, energy: 0.62 },
    });
    await user.click(screen.getByRole("button", { name: "Stay with it" }));
    await recommend(user);
    await waitFor(() => expect(wishes.all).toHaveLength(2));
    expect(wishes.last()).toMatchObject({ mode: "match", destination: null });
  });
});

describe("when the server asks back", () => {
  function askFirst(): unknown[] {
    const sent: unknown[] = [];
    server.use(
      http.post(playlistPath, async ({ request }) => {
        const body = (await request.json()) as { ask: boolean; probabilities?: unknown };
        sent.push(body);
        return body.ask && body.probabilities !== undefined
          ? HttpResponse.json({ question: { text: "Happy or sad?", options: ["happy", "sad"] } })
          : HttpResponse.json(playlist(), { status: 201 });
      }),
    );
    return sent;
  }

  async function askForSongs(): Promise<UserEvent> {
    const user = await openPage();
    await upload(user);
    await predict(user);
    await screen.findByTestId("expression");
    await chooseGenre(user);
    await recommend(user);
    await waitFor(() => expect(screen.getByText("Happy or sad?")).toHaveFocus());
    return user;
  }

  test("one of the two makes the list", async () => {
    const sent = askFirst();
    const user = await askForSongs();
    const question = screen.getByRole("group", { name: "Happy or sad?" });
    await user.click(within(question).getByRole("button", { name: "Sad" }));
    expect(await screen.findAllByTestId("song")).toHaveLength(10);
    expect(sent.at(-1)).toMatchObject({ emotion: "sad" });
    expect(screen.queryByText("Happy or sad?")).not.toBeInTheDocument();
  });

  test("the blend goes on without asking again", async () => {
    const sent = askFirst();
    const user = await askForSongs();
    await user.click(screen.getByRole("button", { name: "Go on with the blend" }));
    await screen.findAllByTestId("song");
    expect(sent.at(-1)).toMatchObject({ ask: false });
    await user.click(screen.getByRole("button", { name: "Another list" }));
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent.at(-1)).toMatchObject({ ask: false });
  });
});

test("a look at one's taste loses nothing", async () => {
  const user = await openPage();
  await upload(user);
  await predict(user);
  await screen.findByTestId("expression");
  await chooseGenre(user);
  await recommend(user);
  await screen.findAllByTestId("song");
  await user.click(screen.getByRole("link", { name: "Your taste" }));
  expect(await screen.findByRole("heading", { name: "Favourite artists" })).toBeVisible();
  await user.click(screen.getByRole("link", { name: /^Music/ }));
  expect(await screen.findByTestId("expression")).toHaveTextContent("Happy");
  expect(screen.getByRole("button", { name: "pop" })).toBeVisible();
  expect(screen.getAllByTestId("song")).toHaveLength(10);
});

describe("when something fails", () => {
  test("the photo stays, and another try goes through", async () => {
    server.use(http.post(photoPath, () => HttpResponse.error(), { once: true }));
    const user = await openPage();
    await upload(user);
    await predict(user);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The server does not answer");
    expect(screen.getByAltText("Your photo")).toBeVisible();
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("expression")).toHaveTextContent("Happy");
  });

  test("a refused photo is told with what helps", async () => {
    server.use(http.post(photoPath, () => problem("truncated-image", 422, "It ends too soon.")));
    const user = await openPage();
    await upload(user);
    await predict(user);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("It ends too soon.");
    expect(alert).toHaveTextContent("choose another");
    expect(within(alert).queryByRole("button")).not.toBeInTheDocument();
  });

  test("the list at hand and the wishes stay when the next one does not come", async () => {
    const user = await openPage();
    await user.click(screen.getByRole("button", { name: "Happy" }));
    await chooseGenre(user);
    await recommend(user);
    await screen.findAllByTestId("song");
    server.use(http.post(playlistPath, () => HttpResponse.error()));
    await user.click(screen.getByRole("button", { name: "Another list" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The server does not answer");
    expect(screen.getAllByTestId("song")).toHaveLength(10);
    expect(screen.getByRole("button", { name: "pop" })).toBeVisible();
  });
});

test("discarding a photo frees its preview and its reading", async () => {
  const user = await openPage();
  await upload(user);
  await predict(user);
  await screen.findByTestId("expression");
  await user.click(screen.getByRole("button", { name: "Reupload image" }));
  expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:photo");
  expect(screen.queryByTestId("expression")).not.toBeInTheDocument();
});

test("the page says which catalog is in use and how to get the full one", async () => {
  await openPage();
  expect(await screen.findByText(/starter catalog of 2,000/)).toHaveTextContent(
    "humoresque catalog fetch",
  );
});
