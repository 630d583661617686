import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { type Ref, useId } from "react";

import type { Emotion, Question } from "@/api/generated/model";
import { expressionLabel } from "@/components/ui/expression";
import { chip, chipColours } from "./chip";

interface QuestionPanelProps {
  question: Question;
  headingRef?: Ref<HTMLParagraphElement>;
  onChoose: (emotion: Emotion) => void;
  /** None of the two. */
  onOther: () => void;
  /** Leave it open: the songs follow all seven probabilities. */
  onBlend: () => void;
}

/** Asks which of two it is, rather than guess. */
export function QuestionPanel(props: QuestionPanelProps) {
  const id = useId();
  return (
    <Box aria-labelledby={id} role="group" sx={{ display: "grid", gap: 1.5 }}>
      <Typography
        id={id}
        ref={props.headingRef}
        sx={{ "&:focus-visible": { outline: "none" } }}
        tabIndex={-1}
        variant="subtitle1"
      >
        {props.question.text}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        {props.question.options.map((emotion) => (
          <ButtonBase
            key={emotion}
            onClick={() => props.onChoose(emotion)}
            sx={{ ...chip, px: 2.5, minHeight: 44 }}
            style={chipColours(emotion, true)}
          >
            {expressionLabel(emotion)}
          </ButtonBase>
        ))}
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button onClick={props.onOther} variant="outlined">
          Neither: choose another
        </Button>
        <Button onClick={props.onBlend} variant="outlined">
          Go on with the blend
        </Button>
      </Box>
    </Box>
  );
}
