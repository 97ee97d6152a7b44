import { TIME_ZONES } from "@/lib/time-zones";

const UTC = "UTC";

/** The options of a select for a time zone. Typing the name of a city finds it. */
export function TimeZoneOptions() {
  return (
    <>
      <option value={UTC}>{UTC}</option>
      {REGIONS.map(({ region, zones }) => (
        <optgroup key={region} label={region} translate="no">
          {zones.map(({ name, city }) => (
            <option key={name} value={name} translate="no">
              {city}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}

/** "America/Argentina/Buenos_Aires" is "Buenos Aires (Argentina)" of America. */
const ZONES = TIME_ZONES.filter((name) => name !== UTC).map((name) => {
  const [region = "", ...places] = name.replaceAll("_", " ").split("/");
  const [city = "", area] = places.toReversed();
  return { name, region, city: area ? `${city} (${area})` : city };
});

const REGIONS = [...new Set(ZONES.map(({ region }) => region))].map((region) => ({
  region,
  zones: ZONES.filter((zone) => zone.region === region).sort((a, b) => a.city.localeCompare(b.city)),
}));
