# docker build -t passback .
# What is built is scripts/package's archive; what runs is that, a JRE, and a user who may do nothing else.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN ./passback --version && scripts/package && mkdir /opt/passback && tar -xzf target/passback-*.tar.gz --strip-components=1 -C /opt/passback

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin passback
COPY --from=build /opt/passback /opt/passback
USER 10001
ENV JAVA_OPTS="-XX:MaxRAMPercentage=60"
EXPOSE 8080 8081 9090
STOPSIGNAL SIGTERM
# lives; whether it may be sent requests is /readyz, for whatever balances the load
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PASSBACK_OPS_PORT:-9090} && printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["/opt/passback/passback"]
CMD ["serve"]
