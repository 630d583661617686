import IconButton from "@mui/material/IconButton";

import { Icon, type IconName } from "@/components/ui/Icon";
import type { Engine, PlayerState } from "./engine";

interface ControlProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

export function Control({ icon, label, disabled = false, onClick }: ControlProps) {
  return (
    <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </IconButton>
  );
}

/** Previous, play or pause where the player has no button of its own, next. */
export function Transport({ engine, state }: { engine: Engine; state: PlayerState }) {
  const { isPlaying, hasPrevious, hasNext } = state;
  return (
    <>
      <Control
        disabled={!hasPrevious}
        icon="previous"
        label="Previous song"
        onClick={() => engine.previous()}
      />
      {isPlaying !== null && engine.toggle !== undefined && (
        <Control
          icon={isPlaying ? "pause" : "play"}
          label={isPlaying ? "Pause" : "Play"}
          onClick={() => engine.toggle?.()}
        />
      )}
      <Control disabled={!hasNext} icon="next" label="Next song" onClick={() => engine.next()} />
    </>
  );
}
