# The command `elshi`, for docker-compose.yml. An image, and not Python with the project mounted, so that what
# it needs is installed once and not at every start; pinned and hashed as everywhere, see the Makefile.
FROM python:3.11-slim
WORKDIR /elshi
COPY constraints.txt .
RUN python -m pip install --quiet --no-cache-dir --no-compile --no-deps --require-hashes -r constraints.txt
COPY . .
RUN python -m pip install --quiet --no-cache-dir --no-compile --no-deps --no-build-isolation . && useradd --create-home elshi
# A container ends with its command, so nothing stays in it.
ENV ELSHI_RESIDENT=0
USER elshi
ENTRYPOINT ["elshi"]
CMD ["--help"]
