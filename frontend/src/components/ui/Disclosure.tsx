import Box from "@mui/material/Box";
import type { ReactNode } from "react";

interface DisclosureProps {
  summary: string;
  /** A few words on what is inside, beside the summary. */
  words?: string;
  children: ReactNode;
}

/** A part that can be opened: the browser's own element, for keyboards and page search alike. */
export function Disclosure({ summary, words, children }: DisclosureProps) {
  return (
    <Box component="details" sx={frame}>
      <Box component="summary" sx={handle}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {summary}
        </Box>
        {words !== undefined && (
          <Box component="span" sx={{ color: "text.secondary", typography: "body2", ml: 1.5 }}>
            {words}
          </Box>
        )}
      </Box>
      {children}
    </Box>
  );
}

const frame = {
  minWidth: 0,
  "&[open]": { flexBasis: "100%" },
  // Chromium's own parts of the element break the page's inheritance.
  "& > *": { boxSizing: "border-box" },
} as const;
const handle = {
  cursor: "pointer",
  width: "fit-content",
  maxWidth: "100%",
  minHeight: 44,
  py: 1.25,
  "&::marker": { color: "var(--hq-palette-primary-main)" },
  "&:hover > span:first-of-type": { textDecoration: "underline" },
} as const;
