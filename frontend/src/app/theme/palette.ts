import type { Emotion } from "@/api/generated/model";

/** One colour per expression, used alike in bars, chips and face boxes. */
type ExpressionPalette = Record<Emotion, string>;

declare module "@mui/material/styles" {
  interface Palette {
    expression: ExpressionPalette;
    /** Ink on top of an expression's colour. */
    onExpression: string;
  }
  interface PaletteOptions {
    expression: ExpressionPalette;
    onExpression: string;
  }
}

/** Paper and ink: the printed programme under the hall's lights. */
export const lightPalette = {
  primary: { main: "#7a2331", dark: "#5d1824", light: "#9b4250", contrastText: "#fffaf2" },
  secondary: { main: "#655649", contrastText: "#fffaf2" },
  error: { main: "#a32a1c" },
  warning: { main: "#8a5a00" },
  info: { main: "#2b5c8a" },
  success: { main: "#3f6b2a" },
  background: { default: "#f7f2e8", paper: "#fffcf6" },
  text: { primary: "#2a1f1a", secondary: "#625447", disabled: "#766858" },
  divider: "#d9cdbb",
  expression: {
    angry: "#a8321f",
    disgust: "#5b671c",
    fear: "#5c4b90",
    happy: "#8f5f00",
    sad: "#2b5c8a",
    surprise: "#a3366f",
    neutral: "#645a50",
  },
  onExpression: "#fffcf6",
};

/** The same programme when the lights go down. */
export const darkPalette = {
  primary: { main: "#eba596", dark: "#c97f70", light: "#f6c7bc", contrastText: "#2b1210" },
  secondary: { main: "#c4b4a2", contrastText: "#191310" },
  error: { main: "#f4907c" },
  warning: { main: "#eabb5e" },
  info: { main: "#8fbce8" },
  success: { main: "#a9cc8e" },
  background: { default: "#191310", paper: "#221a16" },
  text: { primary: "#f3eadd", secondary: "#c4b4a2", disabled: "#9a8b7b" },
  divider: "#43362d",
  expression: {
    angry: "#f28d75",
    disgust: "#b9c563",
    fear: "#b8a8ea",
    happy: "#f0c052",
    sad: "#8ab9e8",
    surprise: "#f19ac7",
    neutral: "#c9beaf",
  },
  onExpression: "#191310",
};
