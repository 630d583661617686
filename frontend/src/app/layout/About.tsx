import Box from "@mui/material/Box";
import Container from "@mui/material/Container";
import Typography from "@mui/material/Typography";

import type { ModelStatus } from "@/api/generated/model";
import { useStatus } from "@/api/useStatus";

/** The colophon: which model reads, how well, out of which catalog. */
export function About() {
  const { data } = useStatus();
  return (
    <Box component="footer" sx={{ borderTop: "3px double", borderColor: "divider", py: 3 }}>
      <Container maxWidth="lg" sx={{ display: "flex", flexWrap: "wrap", columnGap: 4, rowGap: 1 }}>
        <Typography sx={{ color: "text.secondary", flex: "1 1 24rem" }} variant="body2">
          {data?.model != null && <>{describeModel(data.model)} </>}
          It reads an expression, not a feeling, and it is often wrong; your own word counts.
        </Typography>
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          Humoresque{data !== undefined && ` ${data.version}`}
        </Typography>
      </Container>
    </Box>
  );
}

function describeModel({ name, version, accuracy }: ModelStatus): string {
  const measured =
    accuracy === null
      ? ""
      : `, right on ${(accuracy * 100).toFixed(1)} % of FER2013's test photos (people reach about 65 %)`;
  return `Faces are read by ${name} ${version}${measured}.`;
}
