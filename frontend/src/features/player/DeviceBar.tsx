import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/ui/Icon";
import { Transport } from "./Control";
import { DevicePicker } from "./DevicePicker";
import { Dial } from "./Dial";
import type { PlayerState } from "./engine";
import { SeekBar } from "./SeekBar";
import type { SdkEngine } from "./sdkEngine";

const step = 5;
const longStep = 20;
const full = 100;

/** The controls of a Spotify device: this page or another one. */
export function DeviceBar({ engine, state }: { engine: SdkEngine; state: PlayerState }) {
  const { volume, device } = state;
  const setVolume = (percent: number) => engine.setVolume(percent);
  return (
    <Box>
      <SeekBar onSeek={(to) => engine.seek(to)} state={state} />
      <Box sx={{ display: "flex", alignItems: "center" }}>
        <Transport engine={engine} state={state} />
        {volume !== null && (
          <Box sx={{ display: "flex", flex: 1, minWidth: 0, gap: 1.25, ml: 0.5, mr: 1 }}>
            <Icon name="volume" sx={{ color: "text.secondary", alignSelf: "center" }} />
            <Dial
              describe={(percent) => `${percent} percent`}
              label="Volume"
              longStep={longStep}
              max={full}
              // Another device is not asked at every movement.
              onMove={device === null ? setVolume : undefined}
              onSet={setVolume}
              step={step}
              value={volume}
            />
          </Box>
        )}
        <Box sx={{ ml: "auto" }}>
          <DevicePicker here={engine.deviceId} onChoose={(id) => engine.transfer(id)} />
        </Box>
      </Box>
      {device !== null && (
        <Typography role="status" sx={{ color: "info.main" }} variant="body2">
          Playing on {device}
        </Typography>
      )}
    </Box>
  );
}
