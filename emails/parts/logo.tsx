import { Img } from "react-email";

export type LogoProps = { readonly src: string; readonly width: string; readonly height: string };

/** The sender's picture above the card; on white in the dark too, because it was made for a white page. */
export function Logo({ src, width, height, alt }: LogoProps & { readonly alt: string }) {
  return (
    <div data-skip-in-text="true">
      <Img className="logo" src={src} alt={alt} width={width} height={height} style={picture} />
    </div>
  );
}

const picture = { borderRadius: "8px", margin: "0 4px 16px", maxWidth: "100%", padding: "4px" };
