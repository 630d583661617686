import { screen, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import type { OwnMusic } from "@/api/generated/model";
import { genreList } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { PreferencesForm } from "./PreferencesForm";
import { firstWishes, type Wishes } from "./wishes";

interface FormProps {
  hasExpression: boolean;
  own: OwnMusic | null;
  onRecommend: (wishes: Wishes) => void;
}

function Form({ hasExpression, own, onRecommend }: FormProps) {
  const [wishes, setWishes] = useState(firstWishes);
  return (
    <PreferencesForm
      hasExpression={hasExpression}
      isPending={false}
      modeChoice={null}
      onChange={setWishes}
      onRecommend={() => onRecommend(wishes)}
      own={own}
      tasteNote="Nothing is known of your taste yet."
      wishes={wishes}
    />
  );
}

function show(hasExpression = true, own: OwnMusic | null = null) {
  const onRecommend = vi.fn();
  const view = renderWithProviders(
    <Form hasExpression={hasExpression} onRecommend={onRecommend} own={own} />,
  );
  return { onRecommend, ...view };
}

const recommendButton = () => screen.getByRole("button", { name: "Recommend music" });

test("it says what is still needed", () => {
  show(false);
  expect(recommendButton()).toBeDisabled();
  expect(recommendButton()).toHaveAccessibleDescription(
    "Still needed: an expression (from a photo or named by hand) and at least one genre.",
  );
});

test("genres are found by typing, those that begin so first, with their numbers of songs", async () => {
  const { user } = show();
  await user.type(await screen.findByLabelText("Genres"), "pop");
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => option.textContent)).toEqual(["pop1,076 songs", "k-pop74 songs"]);
});

test("the wishes are handed on as they were chosen", async () => {
  const { user, onRecommend } = show();
  await user.click(screen.getByRole("button", { name: "Mainstream" }));
  await user.type(await screen.findByLabelText("Genres"), "disco");
  await user.click(await screen.findByRole("option", { name: /disco/ }));
  await user.click(recommendButton());
  expect(onRecommend).toHaveBeenCalledWith({
    ...firstWishes,
    popularity: "mainstream",
    genres: ["disco"],
  });
});

test("a fourth genre cannot be chosen", async () => {
  const { user } = show();
  const field = await screen.findByLabelText("Genres");
  for (const name of ["disco", "jazz", "k-pop"]) {
    await user.type(field, name);
    await user.click(await screen.findByRole("option", { name: new RegExp(name) }));
  }
  expect(await screen.findByRole("option", { name: /^pop/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("personalization says what it has to go by, where that matters", async () => {
  const { user } = show();
  expect(screen.getByText(/Nothing is known of your taste yet/)).toBeVisible();
  const group = screen.getByRole("group", { name: "Personalization" });
  await user.click(within(group).getByRole("button", { name: "Low" }));
  expect(screen.queryByText(/Nothing is known of your taste yet/)).not.toBeInTheDocument();
});

test("popularity can be set finer than its levels", async () => {
  const { user, onRecommend } = show();
  screen.getByRole("slider", { name: "Finer" }).focus();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByText("Songs known about 71 of 100.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Any" }));
  expect(screen.getByText("How well a song is known does not count.")).toBeVisible();
  await user.type(await screen.findByLabelText("Genres"), "disco");
  await user.click(await screen.findByRole("option", { name: /disco/ }));
  await user.click(recommendButton());
  expect(onRecommend).toHaveBeenCalledWith(expect.objectContaining({ popularity: "any" }));
});

test("genres are grouped by family, in the catalog's order", async () => {
  const { user } = show();
  await user.click(await screen.findByLabelText("Genres"));
  await screen.findAllByRole("option");
  const families = [...document.querySelectorAll(".MuiAutocomplete-groupLabel")];
  expect(families.map((label) => label.textContent)).toEqual(["Pop", "Asian pop", "Dance", "Jazz"]);
});

test("size, novelty, explicit songs and repeats are among the wishes", async () => {
  const { user, onRecommend } = show();
  await user.click(screen.getByText("More wishes"));
  screen.getByRole("slider", { name: /^Number of songs/ }).focus();
  await user.keyboard("{ArrowRight}");
  screen.getByRole("slider", { name: /^Novelty/ }).focus();
  await user.keyboard("{ArrowRight}");
  await user.click(screen.getByRole("checkbox", { name: "Leave out explicit songs" }));
  await user.click(screen.getByRole("checkbox", { name: "Avoid songs of my recent lists" }));
  expect(screen.getByText("11 songs, none explicit, novelty 51, repeats allowed")).toBeVisible();
  await user.type(await screen.findByLabelText("Genres"), "disco");
  await user.click(await screen.findByRole("option", { name: /disco/ }));
  await user.click(recommendButton());
  expect(onRecommend).toHaveBeenCalledWith(
    expect.objectContaining({ size: 11, novelty: 0.51, explicit: false, avoid_recent: false }),
  );
});

test("own music is offered only where it can be used, with its own genres", async () => {
  const { user, unmount } = show();
  await user.click(screen.getByText("More wishes"));
  expect(screen.queryByRole("group", { name: "Songs from" })).not.toBeInTheDocument();
  unmount();
  const mine: OwnMusic = {
    configured: true,
    allowed: true,
    songs: 3,
    genres: [{ name: "polka", tracks: 3, family: "folk" }],
  };
  const second = show(true, mine);
  await second.user.click(screen.getByText("More wishes"));
  await second.user.click(screen.getByRole("button", { name: "Own music" }));
  await second.user.click(await screen.findByLabelText("Genres"));
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => option.textContent)).toEqual(["polka3 songs"]);
});

test("pressing the level in force keeps it", async () => {
  const { user } = show();
  const group = screen.getByRole("group", { name: "Popularity" });
  const level = within(group).getByRole("button", { name: "Medium" });
  await user.click(level);
  expect(level).toHaveAttribute("aria-pressed", "true");
});

test("a list of genres that does not come can be asked for again", async () => {
  server.use(http.get("/api/genres", () => problem("catalog-unavailable", 503)));
  const { user } = show();
  expect(await screen.findByRole("alert")).toHaveTextContent("Title of catalog-unavailable");
  server.use(http.get("/api/genres", () => HttpResponse.json(genreList)));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("One to three of 4, by family.")).toBeVisible();
});
