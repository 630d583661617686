import type { Components, Theme } from "@mui/material/styles";

/** Flat paper, hairlines instead of shadows, visible focus, targets of at least 44 px. */
export const overrides: Components<Theme> = {
  MuiCssBaseline: {
    styleOverrides: {
      html: { scrollPaddingTop: 16 },
      body: { overflowWrap: "break-word", textWrap: "pretty" },
      "h1, h2, h3": { textWrap: "balance", overflowWrap: "normal" },
      ":focus-visible": { outline: "3px solid var(--hq-palette-primary-main)", outlineOffset: 2 },
      "@media (prefers-reduced-motion: reduce)": {
        "*, *::before, *::after": {
          animationDuration: "0.01ms !important",
          animationIterationCount: "1 !important",
          transitionDuration: "0.01ms !important",
          scrollBehavior: "auto !important",
        },
      },
    },
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: "none" } },
  },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: { minHeight: 44, paddingInline: 20, borderRadius: 3 },
      outlined: { borderColor: "var(--hq-palette-divider)" },
    },
  },
  MuiIconButton: { styleOverrides: { root: { minWidth: 44, minHeight: 44 } } },
  MuiMenuItem: { styleOverrides: { root: { minHeight: 44 } } },
  MuiInputBase: { styleOverrides: { input: { "&::placeholder": { opacity: 0.75 } } } },
  MuiAutocomplete: {
    styleOverrides: { paper: { border: "1px solid var(--hq-palette-divider)" } },
  },
  MuiTypography: {
    defaultProps: { variantMapping: { subtitle1: "p", subtitle2: "p" } },
  },
  MuiTab: { styleOverrides: { root: { fontSize: "1rem", minHeight: 48 } } },
  MuiLink: { defaultProps: { underline: "always" } },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        minHeight: 44,
        paddingInline: 4,
        borderRadius: 3,
        whiteSpace: "nowrap",
        color: "var(--hq-palette-text-secondary)",
      },
    },
  },
};
