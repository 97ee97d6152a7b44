import type { ReactNode } from "react";

export const MenuIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="2.6" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const SendIcon = () => (
  <Icon className="rtl:-scale-x-100">
    <path d="M20.5 3.5 10 14M20.5 3.5 14 20.5 10 14 3.5 10z" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m20 20-4.3-4.3" />
  </Icon>
);

export const FilterIcon = () => (
  <Icon>
    <path d="M4 7h16M7 12h10M10 17h4" />
  </Icon>
);

export const UpDownIcon = () => (
  <Icon>
    <path d="m8 9 4-4 4 4M8 15l4 4 4-4" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="m6 9 6 6 6-6" />
  </Icon>
);

export const UpIcon = () => (
  <Icon>
    <path d="m6 15 6-6 6 6" />
  </Icon>
);

export const PreviousIcon = () => (
  <Icon className="rtl:-scale-x-100">
    <path d="m15 6-6 6 6 6" />
  </Icon>
);

export const NextIcon = () => (
  <Icon className="rtl:-scale-x-100">
    <path d="m9 6 6 6-6 6" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon className="scale-90">
    <path d="M9 9h11v11H9zM15 9V4H4v11h5" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4 2.5 20h19zM12 10v4.5M12 17.4v.1" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17" />
  </Icon>
);

export const SignOutIcon = () => (
  <Icon>
    <path d="M10 4H5v16h5M14 8l4 4-4 4M9 12h9" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.8-1.1 1.7M12 16.6v.1" />
  </Icon>
);

export const UploadIcon = () => (
  <Icon>
    <path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15.5v4h15v-4" />
  </Icon>
);

export const ShowIcon = () => (
  <Icon>
    <path d="M2.5 12c4-8.5 15-8.5 19 0-4 8.5-15 8.5-19 0z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
);

export const HideIcon = () => (
  <Icon>
    <path d="M2.5 12c4-8.5 15-8.5 19 0-4 8.5-15 8.5-19 0z" />
    <circle cx="12" cy="12" r="3" />
    <path d="m4 4 16 16" />
  </Icon>
);

export const EmptyIcon = () => (
  <Icon>
    <path d="M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20" />
  </Icon>
);

type IconProps = { readonly className?: string; readonly children: ReactNode };

export function Icon({ className = "", children }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`size-4.5 shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}
