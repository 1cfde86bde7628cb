# The course in an image: JupyterLab with the Java kernel, ready to run without network.
#
#     docker build -t rnnlab .
#     docker run -p 127.0.0.1:8888:8888 -v rnnlab-work:/course/work rnnlab
#
# Podman and buildah need --format docker: the other form has no health checks.
#
# The steps are those of ./lab on a student's machine (environment/setup.sh). For amd64 and arm64, on either of them:
#
#     docker buildx build --platform linux/amd64,linux/arm64 -t rnnlab .
#
# Layers go from what changes seldom to what changes often: another lab moves the last one alone.

# Debian 12, by the digest of its index of platforms. A newer one: the latest bookworm-DATE-slim on Docker Hub, with the digest that
#     docker buildx imagetools inspect debian:bookworm-DATE-slim
# prints first.
ARG BASE=debian:bookworm-20261005-slim@sha256:7c7b2c966bc9ee8cedfeef67e0e279108992c77681fa595db4a9d65c06ccc587

# The module and its jars, made on the building machine's own processor: Java's classes are the same for all, and Maven fetches the
# native libraries of the processor that the image is for.
FROM --platform=$BUILDPLATFORM ${BASE} AS java
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /course
COPY lab pom.xml ./
COPY environment/setup.sh environment/network.sh environment/Trust.java environment/sbom.sh environment/
COPY src/main src/main
ARG TARGETARCH
RUN --mount=type=secret,id=ca RNNLAB_PLATFORM=$TARGETARCH ./lab setup java
# Native libraries as files: where the root is read-only they cannot be unpacked when the course runs.
RUN mkdir -p target/unpacked target/native \
    && cd target/unpacked \
    && for jar in ../lib/*-linux-*.jar; do jar xf "$jar"; done \
    && find . -name '*.so*' -exec mv {} ../native/ \;
# Which Java libraries are in it.
RUN --mount=type=secret,id=ca RNNLAB_PLATFORM=$TARGETARCH environment/sbom.sh java

# The course without its labs.
FROM ${BASE} AS course
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless python3-venv fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* \
    && useradd --uid 1000 --create-home student
# What JupyterLab remembers lies with the student's work: the course itself is nobody's to change, and may be read-only.
ENV LANG=C.UTF-8 RNNLAB_STATE=/course/work/.state
WORKDIR /course
RUN mkdir work && chown student work
COPY lab ./
COPY environment/setup.sh environment/network.sh environment/requirements.txt environment/
RUN --mount=type=secret,id=ca PIP_NO_CACHE_DIR=1 ./lab setup python
COPY --from=java /course/target/native target/native
COPY --from=java /course/target/lib target/lib
COPY --from=java /course/target/sources target/sources
COPY data data
COPY pom.xml ./
COPY src/main src/main
COPY environment environment
COPY --from=java /course/target/rnnlab-1.0.0.jar /course/target/rnnlab-1.0.0.jar.sources target/
# The kernel, JupyterLab's settings, the archive of classes; what that kernel left behind goes again.
RUN ./lab setup && rm -rf work/.state .lab/setup.log /root/.java

# Which Python packages and which of Debian's are in it, by tools that the image does not keep.
FROM course AS sbom
COPY --from=java /course/sbom sbom
RUN --mount=type=secret,id=ca environment/sbom.sh python debian

FROM course
COPY --from=sbom /course/sbom sbom
COPY README.md LICENSE NOTICE SECURITY.md CHANGELOG.md ./
# What a student makes: kept in a volume, with a copy of the labs to work in.
VOLUME /course/work
USER 1000:1000
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python3", "environment/health.py"]
CMD ["./lab", "open", "--ip", "0.0.0.0", "--port", "8888", "--no-browser"]
ARG BASE
LABEL org.opencontainers.image.title="Recurrent networks in Java" \
    org.opencontainers.image.description="A course on recurrent neural networks: JupyterLab with labs in Java" \
    org.opencontainers.image.version="1.0.0" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.documentation="file:///course/README.md" \
    org.opencontainers.image.base.name="${BASE}"
# Who publishes it names the place and the state of the sources: --build-arg SOURCE=https://... --build-arg REVISION=$(git rev-parse HEAD)
ARG SOURCE
ARG REVISION
LABEL org.opencontainers.image.source="${SOURCE}" org.opencontainers.image.revision="${REVISION}"
COPY notebooks notebooks
