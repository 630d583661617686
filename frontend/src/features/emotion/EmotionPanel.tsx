import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import type { ComponentProps, RefObject } from "react";

import { emotions } from "@/api/emotions";
import type { Emotion } from "@/api/generated/model";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { expressionColour } from "@/components/ui/expression";
import { Notice } from "@/components/ui/Notice";
import { AffectPlot } from "./AffectPlot";
import { EmotionChoice } from "./EmotionChoice";
import { ProbabilityBars } from "./ProbabilityBars";
import { QuestionPanel } from "./QuestionPanel";
import type { Expressed, ReadingState } from "./reading";
import { Verdict } from "./Verdict";

interface EmotionPanelProps {
  state: ReadingState;
  chosen: Emotion | null;
  onChoose: (emotion: Emotion | null) => void;
  onRetry: () => void;
  /** Whether an expression that is hard to tell may stay a mixture. */
  isBlend: boolean;
  onBlend: () => void;
  /** The first of the seven chips. */
  ownWord: RefObject<HTMLButtonElement | null>;
}

/** What the photo was read as, and the person's last word on it. */
export function EmotionPanel(props: EmotionPanelProps) {
  const { state, chosen, onChoose } = props;
  const face = state.phase === "read" ? state.face : null;
  const undo = () => onChoose(null);
  return (
    <Box sx={{ display: "grid", gap: 3 }}>
      {state.phase === "waiting" && chosen === null && <Waiting />}
      {state.phase === "reading" && <Reading />}
      {state.phase === "failed" && <ErrorNotice error={state.error} onRetry={props.onRetry} />}
      {state.phase === "read" && face === null && <NoFace />}
      {state.phase !== "reading" && <Verdict chosen={chosen} face={face} onUndo={undo} />}
      {face !== null && face.question !== null && chosen === null && (
        <Asked
          isBlend={props.isBlend}
          onBlend={props.onBlend}
          onChoose={onChoose}
          onOther={() => props.ownWord.current?.focus()}
          question={face.question}
        />
      )}
      {face !== null && <Details chosen={chosen} face={face} />}
      {state.phase !== "reading" && (
        <EmotionChoice
          current={chosen ?? (face === null || face.uncertain ? null : face.emotion)}
          firstRef={props.ownWord}
          legend={legend(state, face)}
          onChoose={onChoose}
        />
      )}
    </Box>
  );
}

interface AskedProps extends ComponentProps<typeof QuestionPanel> {
  isBlend: boolean;
}

/** The question until it is answered; a blend can be thought over. */
function Asked({ isBlend, ...question }: AskedProps) {
  return isBlend ? (
    <Typography>The songs follow the mixture below.</Typography>
  ) : (
    <QuestionPanel {...question} />
  );
}

function legend(state: ReadingState, face: Expressed | null): string {
  if (face !== null) {
    return face.uncertain ? "Your own word:" : "Not how you feel? Correct it:";
  }
  return state.phase === "waiting"
    ? "Or name your mood without a photo:"
    : "Name your mood by hand:";
}

function Details({ face, chosen }: { face: Expressed; chosen: Emotion | null }) {
  return (
    <>
      <ProbabilityBars probabilities={face.probabilities} />
      <AffectPlot
        arousal={face.arousal}
        colour={expressionColour(chosen ?? face.emotion)}
        valence={face.valence}
      />
    </>
  );
}

function Waiting() {
  return (
    <Typography variant="subtitle1">
      Take or choose a photo with your face in it, then press <em>Predict emotion</em>. The reading
      appears here, and you can correct it.
    </Typography>
  );
}

function Reading() {
  return (
    <Box aria-busy="true" sx={{ display: "grid", gap: 1.25 }}>
      <Typography variant="subtitle1">Reading the expression…</Typography>
      {emotions.map((emotion) => (
        <Skeleton key={emotion} sx={{ height: 16, transform: "none" }} />
      ))}
    </Box>
  );
}

function NoFace() {
  return (
    <Notice kind="info" title="No face was found in this photo">
      <p>
        It helps when the face looks towards the camera, is well lit, and fills a good part of the
        picture.
      </p>
      <p>Take or choose another photo, or simply name your mood below.</p>
    </Notice>
  );
}
