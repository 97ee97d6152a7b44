"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The submit button of a form whose `action` is a server action. The form works without JavaScript. */
export function SubmitButton({
  variant = "primary",
  size = "lg",
  ...props
}: Omit<ComponentProps<typeof Button>, "type" | "pending">) {
  const { pending } = useFormStatus();
  return <Button {...props} type="submit" variant={variant} size={size} pending={pending} />;
}
