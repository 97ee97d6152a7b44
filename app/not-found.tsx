import type { Metadata } from "next";
import { NoticePage } from "@/components/ui/notice-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePage
      title="There is nothing here"
      ways={
        <a href="/" className="button button--lg button--primary">
          Go to Usher
        </a>
      }
    >
      <p>The address may be wrong, what it named may be gone, or you may not have access to it.</p>
    </NoticePage>
  );
}
