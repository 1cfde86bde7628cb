# The course in an image: JupyterLab with the Java kernel, ready to run without network.
#
#     docker build -t rnnlab .
#     docker run -p 127.0.0.1:8888:8888 -v rnnlab-work:/course/work rnnlab
#
# Both stages run the same set-up steps as ./lab does on a student's machine (environment/setup.sh).

FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven python3-venv fontconfig fonts-dejavu-core
WORKDIR /course
COPY lab pom.xml ./
COPY environment environment
COPY src/main src/main
RUN ./lab setup && rm -rf target/classes target/maven-* target/generated-sources .lab/setup.log

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless python3-venv fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
    && useradd --create-home student
ENV LANG=C.UTF-8
WORKDIR /course
COPY --from=build --chown=student /course .
COPY --chown=student notebooks notebooks
COPY --chown=student data data
COPY --chown=student README.md LICENSE NOTICE .
# What a student makes: kept in a volume, with a copy of the labs to work in.
RUN mkdir work && chown student . work
VOLUME /course/work
USER student
EXPOSE 8888
HEALTHCHECK --interval=30s --start-period=30s \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/login', timeout=5)"]
CMD ["./lab", "open", "--ip", "0.0.0.0", "--port", "8888", "--no-browser"]
