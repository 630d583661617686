import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useRef, useState } from "react";

import type { Device } from "@/api/generated/model";
import { describeProblem } from "@/api/problemWords";
import { useDevices } from "@/api/usePlayer";
import { Icon } from "@/components/ui/Icon";

interface DevicePickerProps {
  /** This page's own id among the devices. */
  here: string | null;
  onChoose: (deviceId: string) => void;
}

/** Where the music plays, and the listener's other devices. */
export function DevicePicker({ here, onChoose }: DevicePickerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, isFetching } = useDevices(isOpen);
  const choose = (id: string) => {
    setIsOpen(false);
    onChoose(id);
  };
  return (
    <>
      <IconButton
        aria-expanded={isOpen}
        aria-haspopup="menu"
        aria-label="Play on another device"
        onClick={() => setIsOpen(true)}
        ref={button}
      >
        <Icon name="devices" />
      </IconButton>
      <Menu
        anchorEl={() => button.current}
        onClose={() => setIsOpen(false)}
        open={isOpen}
        slotProps={{ list: { "aria-label": "Devices" } }}
      >
        {isFetching && <Remark text="Looking for devices…" />}
        {!isFetching && error !== null && <Remark text={wordsFor(error)} />}
        {!isFetching && data?.devices.length === 0 && (
          <Remark text="No device is on: open Spotify on one." />
        )}
        {!isFetching &&
          data?.devices.map((device) => (
            <MenuItem
              disabled={device.id === null || device.is_restricted}
              key={device.id ?? device.name}
              onClick={() => device.id !== null && choose(device.id)}
              selected={device.is_active}
              sx={{ minHeight: 44, gap: 1 }}
            >
              {nameOf(device, here)}
              {device.is_active && <Icon name="check" titleAccess="plays now" />}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
}

function nameOf({ id, name, type }: Device, here: string | null): string {
  return id === here ? "This page" : `${name} (${type.toLowerCase()})`;
}

function wordsFor(error: unknown): string {
  const { title, advice } = describeProblem(error);
  return `${title}. ${advice}`;
}

/** Words in the place of devices: nothing to choose, and yet to be read. */
function Remark({ text }: { text: string }) {
  return (
    <MenuItem disabled sx={remark}>
      {text}
    </MenuItem>
  );
}

const remark = {
  minHeight: 44,
  maxWidth: 320,
  whiteSpace: "normal",
  "&.Mui-disabled": { opacity: 1 },
} as const;
