# syntax=docker/dockerfile:1
FROM node:22-slim AS build
WORKDIR /usher
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG USHER_COMMIT
RUN npm run build

FROM node:22-slim
WORKDIR /usher
COPY --from=build /usher/.next/standalone ./
ENV NODE_ENV=production PORT=3000
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# Asks an app on the loopback. Turn it off for all other commands: "Containers" in docs/operations.md.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app.js"]
