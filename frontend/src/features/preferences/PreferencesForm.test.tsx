import { screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { genreList } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { PreferencesForm } from "./PreferencesForm";
import { firstWishes, type Wishes } from "./wishes";

interface FormProps {
  hasExpression: boolean;
  onRecommend: (wishes: Wishes) => void;
}

function Form({ hasExpression, onRecommend }: FormProps) {
  const [wishes, setWishes] = useState(firstWishes);
  return (
    <PreferencesForm
      hasExpression={hasExpression}
      isPending={false}
      onChange={setWishes}
      onRecommend={() => onRecommend(wishes)}
      wishes={wishes}
    />
  );
}

function show(hasExpression = true) {
  const onRecommend = vi.fn();
  const view = renderWithProviders(
    <Form hasExpression={hasExpression} onRecommend={onRecommend} />,
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
    popularity: "Mainstream",
    personalization: "Medium",
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

test("personalization says when it takes effect", () => {
  show();
  expect(screen.getByText(/takes effect once a listening history is connected/)).toBeVisible();
});

test("pressing the level in force keeps it", async () => {
  const { user } = show();
  const [level] = screen.getAllByRole("button", { name: "Medium" });
  expect(level).toBeDefined();
  if (level !== undefined) {
    await user.click(level);
    expect(level).toHaveAttribute("aria-pressed", "true");
  }
});

test("a list of genres that does not come can be asked for again", async () => {
  server.use(http.get("/api/genres", () => problem("catalog-unavailable", 503)));
  const { user } = show();
  expect(await screen.findByRole("alert")).toHaveTextContent("Title of catalog-unavailable");
  server.use(http.get("/api/genres", () => HttpResponse.json(genreList)));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("One to three of the 4 in this catalog.")).toBeVisible();
});
