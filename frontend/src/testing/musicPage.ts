import { screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";

import { playlist } from "./fixtures";
import { pictureFile } from "./pictures";
import { renderAt } from "./render";
import { server } from "./server";

export const photoPath = "/api/get-emotion-from-photo";
export const playlistPath = "/api/create-playlist-based-on-parameters";

export async function openPage(): Promise<UserEvent> {
  const { user } = renderAt("/music");
  await screen.findByRole("tab", { name: "Web cam" });
  return user;
}

export async function upload(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("tab", { name: "Upload image" }));
  await user.upload(screen.getByLabelText("Photo file"), pictureFile());
  await screen.findByAltText("Your photo");
}

export async function predict(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("button", { name: "Predict emotion" }));
}

export async function chooseGenre(user: UserEvent): Promise<void> {
  await user.type(await screen.findByLabelText("Genres"), "pop");
  await user.click(await screen.findByRole("option", { name: /^pop/ }));
}

export async function recommend(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole("button", { name: "Recommend music" }));
}

export function watchWishes(): { all: unknown[]; last: () => unknown } {
  const all: unknown[] = [];
  server.use(
    http.post(playlistPath, async ({ request }) => {
      all.push(await request.json());
      return HttpResponse.json(playlist(), { status: 201 });
    }),
  );
  return { all, last: () => all.at(-1) };
}
