import Box from "@mui/material/Box";

/** The sign of the house: three staff lines smile under two notes. */
export function Mark() {
  return (
    <Box
      aria-hidden="true"
      component="svg"
      viewBox="3 3 26 26"
      sx={{ width: 34, height: 34, color: "primary.main", flexShrink: 0 }}
    >
      <g fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="1.500">
        <path d="M5 17q11 7 22 0" />
        <path d="M5 20.500q11 7 22 0" />
        <path d="M5 24q11 7 22 0" />
        <path d="M13.200 11.500V5" />
        <path d="M22.200 11.500V5" />
      </g>
      <g fill="currentColor">
        <ellipse cx="11" cy="11.600" rx="2.600" ry="2" transform="rotate(-18 11 11.600)" />
        <ellipse cx="20" cy="11.600" rx="2.600" ry="2" transform="rotate(-18 20 11.600)" />
      </g>
    </Box>
  );
}
