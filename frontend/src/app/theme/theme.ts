import { createTheme } from "@mui/material/styles";

import { overrides } from "./overrides";
import { darkPalette, lightPalette } from "./palette";
import { typography } from "./typography";

export const theme = createTheme({
  cssVariables: { cssVarPrefix: "hq", colorSchemeSelector: "data-scheme" },
  colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
  typography,
  shape: { borderRadius: 3 },
  components: overrides,
});
