import { screen, waitFor, within } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { beforeEach, describe, expect, test } from "vitest";

import { face, genreList, reading, status } from "@/testing/fixtures";
import {
  chooseGenre,
  openPage,
  photoPath,
  playlistPath,
  predict,
  recommend,
  upload,
  watchWishes,
} from "@/testing/musicPage";
import { decodeTo } from "@/testing/pictures";
import { problem, server } from "@/testing/server";

beforeEach(() => {
  decodeTo(512, 512);
});

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

test("a catalog of another kind is named as it describes itself", async () => {
  const description = "Spotify Tracks Dataset: 78,574 songs in 114 genres.";
  const catalog = { name: "spotify-tracks-dataset", size: 78574, description, is_starter: false };
  server.use(http.get("/api/status", () => HttpResponse.json({ ...status, catalog })));
  await openPage();
  expect(
    await screen.findByText("Catalog: Spotify Tracks Dataset, 78,574 songs in 114 genres."),
  ).toBeVisible();
});

test("what is typed before the genres have come is kept when they do", async () => {
  server.use(
    http.get("/api/genres", async () => {
      await delay(400);
      return HttpResponse.json(genreList);
    }),
  );
  const user = await openPage();
  await user.type(screen.getByLabelText("Genres"), "pop");
  expect(await screen.findByRole("option", { name: /^pop/ })).toBeVisible();
  expect(screen.getByLabelText("Genres")).toHaveValue("pop");
});
