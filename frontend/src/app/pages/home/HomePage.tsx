import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { Link } from "react-router";

import { Movement } from "@/components/ui/Movement";
import { StaffOrnament } from "@/components/ui/StaffOrnament";
import { Privacy } from "./Privacy";
import { Steps } from "./Steps";

export function HomePage() {
  return (
    <Box sx={{ display: "grid", gap: { xs: 6, md: 9 } }}>
      <title>Humoresque</title>
      <Hero />
      <Movement direction="in three steps" numeral="I" title="How it works">
        <Steps />
      </Movement>
      <Movement direction="in plain words" numeral="II" title="What happens to your photo">
        <Privacy />
      </Movement>
    </Box>
  );
}

function Hero() {
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { md: "minmax(0, 6fr) minmax(0, 5fr)" },
        gap: { xs: 4, md: 8 },
        alignItems: "center",
        pt: { xs: 3, md: 7 },
      }}
    >
      <Box>
        <Typography sx={{ color: "primary.main" }} variant="overline">
          A programme for your mood
        </Typography>
        <Typography sx={{ mt: 1, mb: 2.5 }} variant="h1">
          Show your face, hear ten songs that suit it.
        </Typography>
        <Typography sx={{ maxWidth: "34rem", mb: 3.5 }} variant="subtitle1">
          Humoresque reads the expression on a photo of your face, lets you correct it, and picks
          ten real songs that fit the mood or gently shift it. A <em>humoresque</em> is a short
          piece of music named after a mood.
        </Typography>
        <Button component={Link} size="large" to="/music" variant="contained">
          Start with a photo
        </Button>
      </Box>
      <StaffOrnament />
    </Box>
  );
}
