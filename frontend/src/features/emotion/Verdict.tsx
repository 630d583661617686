import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import type { Emotion } from "@/api/generated/model";
import { expressionColour, expressionLabel, percent } from "@/components/ui/expression";
import { Icon } from "@/components/ui/Icon";
import { type Expressed, rank } from "./reading";

interface VerdictProps {
  face: Expressed | null;
  /** The person's own word, which goes before the reading. */
  chosen: Emotion | null;
  onUndo: () => void;
}

/** The expression in force, in large type, and where it comes from. */
export function Verdict({ face, chosen, onUndo }: VerdictProps) {
  if (chosen !== null) {
    return (
      <Box>
        <Headline colour={expressionColour(chosen)} text={expressionLabel(chosen)} />
        <Typography sx={{ color: "text.secondary" }}>
          {face === null ? "Your own word." : `Corrected by you. ${readAs(face)}`}
        </Typography>
        <Button onClick={onUndo} size="small" startIcon={<Icon name="undo" />} sx={{ ml: -2.5 }}>
          {face === null ? "Take it back" : "Use the reading again"}
        </Button>
      </Box>
    );
  }
  if (face === null) {
    return null;
  }
  const [first, second] = rank(face.probabilities);
  if (face.uncertain && first !== undefined && second !== undefined) {
    return (
      <Box>
        <Headline colour="inherit" text="Hard to tell" />
        <Typography sx={{ color: "text.secondary" }}>
          It could be {expressionLabel(first.emotion).toLowerCase()} ({percent(first.share)}) or{" "}
          {expressionLabel(second.emotion).toLowerCase()} ({percent(second.share)}).
        </Typography>
      </Box>
    );
  }
  return (
    <Box>
      <Headline colour={expressionColour(face.emotion)} text={expressionLabel(face.emotion)} />
      <Typography sx={{ color: "text.secondary" }}>
        {percent(face.probabilities[face.emotion])} sure, read from your photo.
      </Typography>
    </Box>
  );
}

function readAs(face: Expressed): string {
  const label = expressionLabel(face.emotion).toLowerCase();
  return `The photo was read as ${label} (${percent(face.probabilities[face.emotion])}).`;
}

function Headline({ text, colour }: { text: string; colour: string }) {
  return (
    <Typography
      component="p"
      data-testid="expression"
      sx={{
        typography: "h1",
        fontSize: "clamp(2.2rem, 1.8rem + 2vw, 3.2rem)",
        fontStyle: "italic",
      }}
      style={{ color: colour }}
    >
      {text}
    </Typography>
  );
}
