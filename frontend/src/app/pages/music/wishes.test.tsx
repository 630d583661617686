import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, test } from "vitest";

import { playlist } from "@/testing/fixtures";
import {
  chooseGenre,
  openPage,
  playlistPath,
  predict,
  recommend,
  upload,
  watchWishes,
} from "@/testing/musicPage";
import { decodeTo } from "@/testing/pictures";
import { server } from "@/testing/server";

beforeEach(() => {
  decodeTo(512, 512);
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
