import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { face, reading } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { FaceBoxes } from "./FaceBoxes";

const happy = face("happy", 0.93);
const sad = face("sad", 0.7, { box: { x: 300, y: 10, width: 64, height: 64 } });

test("a box lies where the face is, in percent of the picture", () => {
  renderWithProviders(
    <FaceBoxes onSelect={vi.fn()} reading={reading(happy)} selected={0} shown={null} />,
  );
  expect(screen.getByTestId("face-box")).toHaveStyle({
    left: "25%",
    top: "12.5%",
    width: "25%",
    height: "25%",
  });
});

test("the only face is no choice", () => {
  renderWithProviders(
    <FaceBoxes onSelect={vi.fn()} reading={reading(happy)} selected={0} shown={null} />,
  );
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("with several faces each can be chosen", async () => {
  const onSelect = vi.fn();
  const { user } = renderWithProviders(
    <FaceBoxes onSelect={onSelect} reading={reading(happy, sad)} selected={0} shown={null} />,
  );
  expect(screen.getByRole("button", { name: "Face 1 of 2: Happy, 93 %" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await user.click(screen.getByRole("button", { name: "Face 2 of 2: Sad, 70 %" }));
  expect(onSelect).toHaveBeenCalledWith(1);
});

test("the chosen box carries the corrected label", () => {
  renderWithProviders(
    <FaceBoxes onSelect={vi.fn()} reading={reading(happy)} selected={0} shown="sad" />,
  );
  expect(screen.getByTestId("face-box")).toHaveTextContent("Sad");
});

test("an unsure reading is marked with a question", () => {
  const unsure = face("fear", 0.4, { uncertain: true });
  renderWithProviders(
    <FaceBoxes onSelect={vi.fn()} reading={reading(unsure)} selected={0} shown={null} />,
  );
  expect(screen.getByTestId("face-box")).toHaveTextContent("Fear?");
});
