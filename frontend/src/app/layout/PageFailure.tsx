import Box from "@mui/material/Box";
import Button from "@mui/material/Button";

import { Notice } from "@/components/ui/Notice";

/** The last resort when the page itself breaks. */
export function PageFailure() {
  return (
    <Box sx={{ maxWidth: 560, mx: "auto", p: 3 }}>
      <Notice
        actions={
          <Button onClick={() => window.location.reload()} variant="outlined">
            Load the page again
          </Button>
        }
        kind="problem"
        title="Something went wrong in this page"
      >
        <p>That is our fault. Loading it again usually helps.</p>
      </Notice>
    </Box>
  );
}
