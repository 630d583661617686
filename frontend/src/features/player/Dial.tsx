import Slider from "@mui/material/Slider";
import { useState } from "react";

interface DialProps {
  label: string;
  value: number;
  max: number;
  step: number;
  /** With Shift, and by the Page keys. */
  longStep: number;
  /** The value in words. */
  describe: (value: number) => string;
  /** At every movement, where that is wanted. */
  onMove?: ((value: number) => void) | undefined;
  onSet: (value: number) => void;
}

/** A slider that stays where a person holds it, whatever goes on meanwhile. */
export function Dial({ label, value, max, step, longStep, describe, onMove, onSet }: DialProps) {
  const [held, setHeld] = useState<number | null>(null);
  const set = (moved: number) => {
    setHeld(null);
    onSet(moved);
  };
  const letGo = () => held !== null && set(held);
  return (
    <Slider
      aria-label={label}
      getAriaValueText={describe}
      max={max}
      min={0}
      onBlur={letGo}
      onChange={(_, moved) => {
        setHeld(moved);
        onMove?.(moved);
      }}
      // A key that is held down moves on and on, until it is let go.
      onChangeCommitted={(event, moved) => event.type !== "keydown" && set(moved)}
      onKeyUp={letGo}
      shiftStep={longStep}
      size="small"
      step={step}
      sx={{ py: "21px", minWidth: 0, flex: 1 }}
      value={Math.min(held ?? value, max)}
    />
  );
}
