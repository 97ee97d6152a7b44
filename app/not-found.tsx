import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePage
      title="There is nothing here"
      actions={
        <ButtonLink href="/" variant="primary" size="lg" newDocument>
          Go to Usher
        </ButtonLink>
      }
    >
      <p>The address may be wrong, what it named may be gone, or you may not have access to it.</p>
    </NoticePage>
  );
}
