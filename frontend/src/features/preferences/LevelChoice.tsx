import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { type ReactNode, useId } from "react";

interface LevelChoiceProps<Level extends string> {
  label: string;
  /** Each level with its words, in order. */
  levels: Readonly<Record<Level, string>>;
  /** Null when none of the levels is in force. */
  value: Level | null;
  /** What the chosen level means. */
  hint: ReactNode;
  onChange: (level: Level) => void;
}

/** One of a few levels, side by side. */
export function LevelChoice<Level extends string>(props: LevelChoiceProps<Level>) {
  const id = useId();
  const hintId = useId();
  const levels = Object.entries(props.levels) as [Level, string][];
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography id={id} sx={{ fontWeight: 600, mb: 0.75 }}>
        {props.label}
      </Typography>
      <ToggleButtonGroup
        aria-describedby={hintId}
        aria-labelledby={id}
        color="primary"
        exclusive
        fullWidth
        onChange={(_, level: Level | null) => {
          if (level !== null) {
            props.onChange(level);
          }
        }}
        value={props.value}
      >
        {levels.map(([level, words]) => (
          <ToggleButton key={level} value={level}>
            {words}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Typography
        component="div"
        id={hintId}
        sx={{ color: "text.secondary", mt: 0.75 }}
        variant="body2"
      >
        {props.hint}
      </Typography>
    </Box>
  );
}
