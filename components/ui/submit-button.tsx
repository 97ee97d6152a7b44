"use client";

import { type ComponentProps, createContext, use } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Whether a form is being sent that doesn't leave the sending to React. */
export const FormPending = createContext(false);

/** The submit button of a form whose `action` is a server action. The form works without JavaScript. */
export function SubmitButton({
  variant = "primary",
  size = "lg",
  ...props
}: Omit<ComponentProps<typeof Button>, "type" | "pending">) {
  const status = useFormStatus();
  const pending = use(FormPending) || status.pending;
  return <Button {...props} type="submit" variant={variant} size={size} pending={pending} />;
}
