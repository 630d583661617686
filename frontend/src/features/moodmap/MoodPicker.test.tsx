import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { renderWithProviders } from "@/testing/render";
import { MoodPicker } from "./MoodPicker";
import type { MoodPlace } from "./places";
import { SongMap } from "./SongMap";

const start = { valence: 0.2, energy: 0.2 };
const usual = { name: "a lift", valence: 0.75, energy: 0.6 };

function Picker({ onPick }: { onPick: (place: MoodPlace | null) => void }) {
  const [picked, setPicked] = useState<MoodPlace | null>(null);
  return (
    <MoodPicker
      colour="blue"
      onPick={(place) => {
        setPicked(place);
        onPick(place);
      }}
      picked={picked}
      songs={10}
      start={start}
      usual={usual}
    />
  );
}

function show() {
  const onPick = vi.fn();
  const view = renderWithProviders(<Picker onPick={onPick} />);
  return { onPick, ...view };
}

const map = () => screen.getByRole("slider", { name: "Destination on the mood map" });

test("without a pick the list leads to the usual place, by a drawn path", () => {
  show();
  expect(map()).toHaveAttribute(
    "aria-valuetext",
    "Brightness 75, energy 60: a lift (bright, moderately lively)",
  );
  expect(screen.getByTestId("mood-path").getAttribute("d")).toMatch(/^M.*C/);
  expect(screen.getByRole("button", { name: "Back to a lift" })).toBeDisabled();
});

test("arrow keys move the destination, with shift farther", async () => {
  const { user, onPick } = show();
  map().focus();
  await user.keyboard("{ArrowRight}");
  expect(onPick).toHaveBeenLastCalledWith({ valence: 0.77, energy: 0.6 });
  await user.keyboard("{ArrowUp}{Shift>}{ArrowLeft}{/Shift}{ArrowDown}");
  expect(onPick).toHaveBeenLastCalledWith({ valence: 0.67, energy: 0.6 });
  expect(map()).toHaveAttribute("aria-valuenow", "67");
});

test("a click on the map picks the place under it", () => {
  const { onPick } = show();
  vi.spyOn(map(), "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 320, 320));
  fireEvent.pointerDown(map(), { clientX: 160, clientY: 24, button: 0 });
  expect(onPick).toHaveBeenLastCalledWith({ valence: 0.5, energy: 1 });
});

test("two sliders do the same, and the way back is one press", async () => {
  const { user, onPick } = show();
  screen.getByRole("slider", { name: /^Brightness/ }).focus();
  await user.keyboard("{ArrowLeft}");
  expect(onPick).toHaveBeenLastCalledWith({ valence: 0.74, energy: 0.6 });
  screen.getByRole("slider", { name: /^Energy/ }).focus();
  await user.keyboard("{Home}");
  expect(onPick).toHaveBeenLastCalledWith({ valence: 0.74, energy: 0 });
  await user.click(screen.getByRole("button", { name: "Back to a lift" }));
  expect(onPick).toHaveBeenLastCalledWith(null);
});

test("a list that leads on shows its path and its numbered songs", () => {
  const path = [start, { valence: 0.5, energy: 0.4 }, { valence: 0.75, energy: 0.6 }];
  renderWithProviders(<SongMap colour="blue" leads={true} path={path} songs={path} />);
  expect(
    screen.getByRole("img", { name: /3 songs. From gloomy, calm to bright, moderately lively/ }),
  ).toBeVisible();
  expect(screen.getByTestId("mood-path")).toBeInTheDocument();
  expect(screen.getAllByTestId("mood-song").map((song) => song.textContent)).toEqual([
    "1",
    "2",
    "3",
  ]);
});

test("a list that stays has a place instead of a path", () => {
  renderWithProviders(
    <SongMap colour="blue" leads={false} path={[start, start]} songs={[start, start]} />,
  );
  expect(screen.getByRole("img", { name: /Around one place: gloomy, calm/ })).toBeVisible();
  expect(screen.queryByTestId("mood-path")).not.toBeInTheDocument();
});
