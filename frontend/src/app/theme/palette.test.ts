import { describe, expect, test } from "vitest";

import { darkPalette, lightPalette } from "./palette";

/** Relative luminance of #rrggbb by WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const readable = 4.5;

describe.each([
  ["light", lightPalette],
  ["dark", darkPalette],
])("in the %s scheme", (_, palette) => {
  const grounds = [palette.background.default, palette.background.paper];
  const inks = {
    text: palette.text.primary,
    secondary: palette.text.secondary,
    disabled: palette.text.disabled,
    primary: palette.primary.main,
    error: palette.error.main,
    info: palette.info.main,
    ...palette.expression,
  };

  test.each(Object.entries(inks))("%s can be read on both papers", (_name, ink) => {
    for (const ground of grounds) {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(readable);
    }
  });

  test.each(Object.entries(palette.expression))("ink can be read on %s", (_name, colour) => {
    expect(contrast(palette.onExpression, colour)).toBeGreaterThanOrEqual(readable);
  });

  test("ink can be read on a button", () => {
    expect(contrast(palette.primary.contrastText, palette.primary.main)).toBeGreaterThanOrEqual(
      readable,
    );
  });
});
