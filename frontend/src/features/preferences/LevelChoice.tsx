import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useId } from "react";

interface LevelChoiceProps<Level extends string> {
  label: string;
  levels: readonly Level[];
  value: Level;
  /** What the chosen level means. */
  hint: string;
  onChange: (level: Level) => void;
}

/** One of three levels, side by side. */
export function LevelChoice<Level extends string>(props: LevelChoiceProps<Level>) {
  const id = useId();
  const hintId = useId();
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
        {props.levels.map((level) => (
          <ToggleButton key={level} value={level}>
            {level}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Typography id={hintId} sx={{ color: "text.secondary", mt: 0.75 }} variant="body2">
        {props.hint}
      </Typography>
    </Box>
  );
}
