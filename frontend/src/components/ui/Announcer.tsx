import Box from "@mui/material/Box";

const visuallyHidden = {
  position: "absolute",
  width: 1,
  height: 1,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
} as const;

/** Says a result to screen readers without moving the focus. */
export function Announcer({ text }: { text: string }) {
  return (
    <Box aria-atomic="true" aria-live="polite" role="status" style={visuallyHidden}>
      {text}
    </Box>
  );
}
