const serif =
  '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Palatino, "Book Antiqua", "Noto Serif", Georgia, serif';
const sans =
  '"Avenir Next", Seravek, "Segoe UI", "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", "Liberation Sans", sans-serif';

const display = { fontFamily: serif, fontWeight: 400, letterSpacing: "-0.01em", lineHeight: 1.15 };

/** Headings in the system's old-style serif, text in its humanist sans; nothing is downloaded. */
export const typography = {
  fontFamily: sans,
  h1: { ...display, fontSize: "clamp(2.5rem, 1.6rem + 4vw, 4.25rem)", lineHeight: 1.05 },
  h2: { ...display, fontSize: "clamp(1.6rem, 1.35rem + 1vw, 2.1rem)" },
  h3: { ...display, fontSize: "1.35rem" },
  h4: { ...display, fontSize: "1.15rem" },
  subtitle1: { fontFamily: serif, fontSize: "1.2rem", lineHeight: 1.55 },
  subtitle2: { fontFamily: serif, fontStyle: "italic", fontSize: "1rem", lineHeight: 1.5 },
  body1: { fontSize: "1rem", lineHeight: 1.6 },
  body2: { fontSize: "0.9rem", lineHeight: 1.55 },
  overline: { fontSize: "0.75rem", fontWeight: 600, letterSpacing: "0.14em", lineHeight: 1.6 },
  button: { fontWeight: 600, letterSpacing: "0.01em", textTransform: "none" as const },
};
