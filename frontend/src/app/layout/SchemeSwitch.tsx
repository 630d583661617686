import IconButton from "@mui/material/IconButton";
import { useColorScheme } from "@mui/material/styles";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/ui/Icon";

const order = ["system", "light", "dark"] as const;
const looks = {
  system: { icon: "system", words: "Colours follow your system" },
  light: { icon: "sun", words: "Light colours" },
  dark: { icon: "moon", words: "Dark colours" },
} as const;

/** System, light, dark, and round again. The choice is all that this page stores. */
export function SchemeSwitch() {
  const { mode, setMode } = useColorScheme();
  const current = mode ?? "system";
  const next = order[(order.indexOf(current) + 1) % order.length] ?? "system";
  const words = `${looks[current].words}; switch to ${next}`;
  return (
    <Tooltip title={words}>
      <IconButton aria-label={words} color="inherit" onClick={() => setMode(next)}>
        <Icon name={looks[current].icon} />
      </IconButton>
    </Tooltip>
  );
}
