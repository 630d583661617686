import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { CatalogStatus } from "@/api/generated/model";
import { useStatus } from "@/api/useStatus";

const count = new Intl.NumberFormat("en");

/** Which songs there are to choose from, and how to get more. */
export function CatalogNote() {
  const { data } = useStatus();
  const catalog: CatalogStatus | null = data?.catalog ?? null;
  if (catalog === null) {
    return null;
  }
  return (
    <Typography sx={{ color: "text.secondary" }} variant="body2">
      {catalog.is_starter
        ? `Songs come from the starter catalog of ${count.format(catalog.size)}. For the full one of about 78,000, whoever runs this server enters `
        : `Catalog: ${catalog.description.replace(": ", ", ")}`}
      {catalog.is_starter && (
        <Box component="code" sx={{ px: 0.5, bgcolor: "action.hover", whiteSpace: "nowrap" }}>
          humoresque catalog fetch
        </Box>
      )}
      {catalog.is_starter && "."}
    </Typography>
  );
}
