import Box from "@mui/material/Box";

import type { Emotion, FaceReading, PhotoReading } from "@/api/generated/model";
import {
  expressionColour,
  expressionLabel,
  onExpressionColour,
  percent,
} from "@/components/ui/expression";

interface FaceBoxesProps {
  reading: PhotoReading;
  selected: number;
  /** The expression in force for the selected face; differs from the reading once corrected. */
  shown: Emotion | null;
  onSelect: (index: number) => void;
}

/** Every face boxed, in percent of the picture, so that the boxes follow any size it is shown at. */
export function FaceBoxes({ reading, selected, shown, onSelect }: FaceBoxesProps) {
  const isChoice = reading.faces.length > 1;
  return (
    <Box data-testid="face-boxes" sx={{ position: "absolute", inset: 0 }}>
      {reading.faces.map((face, index) => {
        const isSelected = index === selected;
        const emotion = isSelected && shown !== null ? shown : face.emotion;
        const name = `Face ${index + 1} of ${reading.faces.length}: ${expressionLabel(face.emotion)}, ${percent(face.probabilities[face.emotion])}`;
        const choice = isChoice
          ? ({
              component: "button",
              type: "button",
              "aria-label": name,
              "aria-pressed": isSelected,
              onClick: () => onSelect(index),
            } as const)
          : ({ component: "div" } as const);
        return (
          <Box
            {...choice}
            data-testid="face-box"
            key={`${face.box.x}-${face.box.y}`}
            sx={isSelected ? { ...frame, ...selectedFrame } : frame}
            style={{
              ...place(face, reading),
              color: isSelected ? expressionColour(emotion) : "#fff",
            }}
          >
            {isSelected && (
              <Box component="span" sx={label} style={labelStyle(face, emotion)}>
                {expressionLabel(emotion)}
                {face.uncertain && shown === null && "?"}
              </Box>
            )}
          </Box>
        );
      })}
    </Box>
  );
}

const frame = {
  position: "absolute",
  p: 0,
  font: "inherit",
  background: "none",
  border: "2px dashed currentColor",
  boxShadow: "0 0 0 1px rgb(0 0 0 / 55%), inset 0 0 0 1px rgb(0 0 0 / 55%)",
  "button&": { cursor: "pointer" },
} as const;
const selectedFrame = { border: "4px solid currentColor", zIndex: 1 } as const;
const label = {
  position: "absolute",
  left: -4,
  px: 1,
  typography: "body2",
  fontWeight: 700,
  whiteSpace: "nowrap",
} as const;

function place({ box }: FaceReading, { image }: PhotoReading) {
  return {
    left: `${(100 * box.x) / image.width}%`,
    top: `${(100 * box.y) / image.height}%`,
    width: `${(100 * box.width) / image.width}%`,
    height: `${(100 * box.height) / image.height}%`,
  };
}

/** Above the box where there is room, else inside its upper edge. */
function labelStyle({ box }: FaceReading, emotion: Emotion) {
  return {
    backgroundColor: expressionColour(emotion),
    color: onExpressionColour,
    ...(box.y > box.height * 0.25 ? { bottom: "100%" } : { top: 0 }),
  };
}
