import SvgIcon, { type SvgIconProps } from "@mui/material/SvgIcon";

/** Drawn for this page on a 24-unit grid with 1.75-unit round strokes. */
const strokes = {
  camera:
    "M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 16.500a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500",
  power: "M12 3.500v8M7 6.300a7.500 7.500 0 1 0 10 0",
  upload: "M12 15.500V4.500m-4 4 4-4 4 4M4.500 15.500v4h15v-4",
  retake: "M4.500 12a7.500 7.500 0 1 1 2.300 5.400M4.500 19v-4.500H9",
  next: "M6.500 5.500 15 12l-8.500 6.500zM17.500 5.500v13",
  previous: "M17.500 5.500 9 12l8.500 6.500zM6.500 5.500v13",
  play: "M8 5v14l11-7z",
  pause: "M8.500 5.500v13M15.500 5.500v13",
  volume:
    "M4.500 9.500v5H8l4.500 4v-13L8 9.500zM15.500 9.300a4 4 0 0 1 0 5.400M18 6.700a7.700 7.700 0 0 1 0 10.600",
  devices: "M11.500 16H4V5.500h13V8M7.500 19.500h4M14.500 10.500H20v9h-5.500zM17.250 16.800v.1",
  close: "M6 6l12 12M18 6 6 18",
  external: "M13.500 4.500h6v6M19.500 4.500 11 13M10 5.500H5v13.500h13.500v-5",
  sun: "M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10",
  system: "M4 5h16v11H4zM9 20h6M12 16v4",
  shuffle:
    "M4 7h3.500l9 10H20M4 17h3.500l3-3.300M13.500 10.300l3-3.300H20M17.500 4.500 20 7l-2.500 2.500M17.500 14.500 20 17l-2.500 2.500",
  warning: "M12 4.500 21 19.500H3zM12 10v4.500M12 17.100v.1",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.500M12 7.600v.1",
  undo: "M8.500 5 4.500 9l4 4M4.500 9H14a5 5 0 0 1 0 10h-4",
  like: "M12 19.500S4 14.700 4 9.300A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.300c0 5.400-8 10.200-8 10.200",
  dislike:
    "M12 19.500S4 14.700 4 9.300A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.300c0 5.400-8 10.200-8 10.200M3.500 3.500l17 17",
  later: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17M12 7.500V12l3 2.500",
  up: "M12 19V5.500m-5.500 5.500L12 5.500l5.500 5.500",
  down: "M12 5v13.500m-5.500-5.500 5.500 5.500 5.500-5.500",
  check: "M5 12.500l4.500 4.500L19 7.500",
  pencil: "M5 19l.800-3.800L15.500 5.500l3 3L8.800 18.200zM13.500 7.500l3 3",
  bin: "M4.500 7h15M9 7V4.500h6V7M6.500 7l.800 12.500h9.400L17.500 7M10 10.500v5.500M14 10.500v5.500",
  download: "M12 4.500v11m-4-4 4 4 4-4M4.500 15.500v4h15v-4",
  link: "M10 14a3.500 3.500 0 0 0 5 0l3.500-3.500a3.500 3.500 0 0 0-5-5L12 7M14 10a3.500 3.500 0 0 0-5 0l-3.500 3.500a3.500 3.500 0 0 0 5 5L12 17",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20a7.500 7.500 0 0 1 15 0",
  keep: "M7 4.500h10v15l-5-4-5 4z",
  again:
    "M4.500 12a7.500 7.500 0 0 1 13-5.100L19.500 9M19.500 4.500V9H15M19.500 12a7.500 7.500 0 0 1-13 5.100L4.500 15M4.500 19.500V15H9",
} as const;

export type IconName = keyof typeof strokes;

interface IconProps extends Omit<SvgIconProps, "name"> {
  name: IconName;
}

/** Decorative: the control around it carries the words. */
export function Icon({ name, ...rest }: IconProps) {
  return (
    <SvgIcon {...rest}>
      <path
        d={strokes[name]}
        fill={name === "play" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.75"
      />
    </SvgIcon>
  );
}
