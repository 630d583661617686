import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { ServerGoneError } from "@/api/errors";
import type { Emotion } from "@/api/generated/model";
import { face } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { EmotionPanel } from "./EmotionPanel";
import type { ReadingState } from "./reading";

const ownWord = { current: null };

function show(state: ReadingState, chosen: Emotion | null = null, isBlend = false) {
  const onChoose = vi.fn();
  const onBlend = vi.fn();
  const onRetry = vi.fn();
  const view = renderWithProviders(
    <EmotionPanel
      chosen={chosen}
      isBlend={isBlend}
      onBlend={onBlend}
      onChoose={onChoose}
      onRetry={onRetry}
      ownWord={ownWord}
      state={state}
    />,
  );
  return { onBlend, onChoose, onRetry, ...view };
}

const happy = face("happy", 0.93);
const read: ReadingState = { phase: "read", face: happy };

test("a sure reading names the expression and shows seven bars", () => {
  show(read);
  expect(screen.getByTestId("expression")).toHaveTextContent("Happy");
  expect(screen.getByText("93 % sure, read from your photo.")).toBeVisible();
  const bars = screen.getByRole("list", { name: "How probable each expression is" });
  expect(bars.querySelectorAll("li")).toHaveLength(7);
  expect(bars).toHaveTextContent("Happy93 %");
  expect(screen.getByRole("button", { name: "Happy" })).toHaveAttribute("aria-pressed", "true");
});

const question = { text: "Are you sad, or neutral?", options: ["sad", "neutral"] as Emotion[] };
const unsureFace = face("sad", 0.6, { uncertain: true, question });
const unsure: ReadingState = { phase: "read", face: unsureFace };

test("an unsure reading is asked about: one of two, another, or the blend", async () => {
  const { user, onBlend, onChoose } = show(unsure);
  const asked = screen.getByRole("group", { name: question.text });
  await user.click(within(asked).getByRole("button", { name: "Neutral" }));
  expect(onChoose).toHaveBeenCalledWith("neutral");
  await user.click(within(asked).getByRole("button", { name: "Go on with the blend" }));
  expect(onBlend).toHaveBeenCalled();
});

test("none of the two leads to all seven", async () => {
  const { user } = show(unsure);
  await user.click(screen.getByRole("button", { name: "Neither: choose another" }));
  const [first] = within(screen.getByRole("group", { name: "Your own word:" })).getAllByRole(
    "button",
  );
  expect(first).toHaveFocus();
});

test("once the blend is accepted nothing is asked", () => {
  show(unsure, null, true);
  expect(screen.queryByText(question.text)).not.toBeInTheDocument();
  expect(screen.getByText("The songs follow the mixture below.")).toBeVisible();
});

test("an unsure reading presses no chip", () => {
  show(unsure);
  expect(screen.getByTestId("expression")).toHaveTextContent("Hard to tell");
  expect(screen.getByText(/sad \(60 %\) or neutral \(40 %\)/)).toBeVisible();
  expect(screen.queryByRole("button", { pressed: true })).not.toBeInTheDocument();
});

test("a correction goes before the reading, says so and can be undone", async () => {
  const { user, onChoose } = show(read, "sad");
  expect(screen.getByTestId("expression")).toHaveTextContent("Sad");
  expect(screen.getByText("Corrected by you. The photo was read as happy (93 %).")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Use the reading again" }));
  expect(onChoose).toHaveBeenCalledWith(null);
});

test("without a face there are tips and a choice by hand", async () => {
  const { user, onChoose } = show({ phase: "read", face: null });
  expect(screen.getByRole("note")).toHaveTextContent("No face was found in this photo");
  await user.click(screen.getByRole("button", { name: "Neutral" }));
  expect(onChoose).toHaveBeenCalledWith("neutral");
});

test("a mood named by hand is the person's own word", () => {
  show({ phase: "waiting" }, "fear");
  expect(screen.getByTestId("expression")).toHaveTextContent("Fear");
  expect(screen.getByText("Your own word.")).toBeVisible();
});

test("while the photo is read nothing can be chosen", () => {
  show({ phase: "reading" });
  expect(screen.getByText("Reading the expression…")).toBeVisible();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("a failure can be tried again", async () => {
  const { user, onRetry } = show({ phase: "failed", error: new ServerGoneError() });
  expect(screen.getByRole("alert")).toHaveTextContent("The server does not answer");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalled();
});
