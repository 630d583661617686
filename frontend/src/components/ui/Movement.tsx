import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { type ReactNode, type Ref, useId } from "react";

interface MovementProps {
  /** Roman numeral, as movements are numbered in a programme. */
  numeral: string;
  title: string;
  /** The tempo mark beside the title: a few words of direction. */
  direction?: string;
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** One numbered part of the page, under the double rule of a printed programme. */
export function Movement({ numeral, title, direction, headingRef, children }: MovementProps) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <Box
        sx={{
          borderTop: "3px double",
          borderColor: "text.primary",
          pt: 1.5,
          mb: 2.5,
          display: "flex",
          alignItems: "baseline",
          columnGap: 1.5,
        }}
      >
        <Typography
          aria-hidden
          component="span"
          sx={{ typography: "h3", color: "primary.main", minWidth: "1.6em" }}
        >
          {numeral}.
        </Typography>
        <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: 1.5 }}>
          <Typography
            component="h2"
            id={id}
            ref={headingRef}
            tabIndex={-1}
            variant="h2"
            sx={{ scrollMarginTop: 32, "&:focus-visible": { outline: "none" } }}
          >
            {title}
          </Typography>
          {direction !== undefined && (
            <Typography component="p" sx={{ color: "text.secondary" }} variant="subtitle2">
              {direction}
            </Typography>
          )}
        </Box>
      </Box>
      {children}
    </Box>
  );
}
