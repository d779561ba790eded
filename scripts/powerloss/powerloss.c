/* A disk that forgets: preloaded into a program, it keeps for each watched file a durable copy, which has only what
 * an fsync or fdatasync has confirmed. After the program was killed, `powerloss rollback` puts the durable copies in
 * the place of the files: the state that a power cut would leave, at its worst.
 *
 *   POWERLOSS_DIR     watch the files below this folder (an absolute path without symbolic links)
 *   POWERLOSS_SHADOW  the folder of the durable copies, on the same file system, outside of the watched one
 *
 * Rules, the pessimistic reading of POSIX:
 * - Bytes written and the length set since the last sync of a file are lost.
 * - A name that was made or removed is durable once its folder was synced after it. (ext4 does more.)
 * - mmap is not seen: SQLite maps only its -shm, which is made anew when the database is opened.
 *
 * What is written goes through to the file at once and is remembered as a range; a sync calls the real one, then
 * copies the ranges into the durable copy, one lock around both. So the copy never has a byte that was not synced,
 * and a kill in the middle of a copy leaves some of the synced bytes out: as if the cut had come during the fsync,
 * which nobody had been told had succeeded. `powerloss rollback` sees no half-copied state that a disk cannot show,
 * because a disk too may persist any part of what is being synced.
 *
 * Not covered: O_TRUNC on a file that exists, names relative to a working folder, openat and its kin for removing
 * names, folders in the watched folder, io_uring, mmap, splice, and other processes. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct range { off_t start, end; };

/* What a file has had done to it since its last sync. Files are told apart by device and inode. */
struct file {
    dev_t device;
    ino_t inode;
    struct range *ranges;
    size_t count, capacity;
    off_t shortest; /* the shortest length it was cut to, or -1 */
    struct file *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct file *files;
static char folder[4096], shadow[4096];
static size_t folder_length;

static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *), (*real_rename)(const char *, const char *);
static ssize_t (*real_write)(int, const void *, size_t), (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_posix_fallocate)(int, off_t, off_t), (*real_fallocate)(int, int, off_t, off_t);

static void fail(const char *what) {
    char text[256];
    int length = snprintf(text, sizeof text, "powerloss: %s: %s\n", what, strerror(errno));
    if (length > 0 && write(2, text, (size_t)length) < 0) {}
    _exit(86);
}

static void begin(void) {
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_writev = dlsym(RTLD_NEXT, "writev");
    real_pwritev = dlsym(RTLD_NEXT, "pwritev");
    real_posix_fallocate = dlsym(RTLD_NEXT, "posix_fallocate");
    real_fallocate = dlsym(RTLD_NEXT, "fallocate");
    const char *watched = getenv("POWERLOSS_DIR"), *copies = getenv("POWERLOSS_SHADOW");
    if (!watched || !copies) return;
    if (snprintf(folder, sizeof folder, "%s/", watched) >= (int)sizeof folder) fail("POWERLOSS_DIR is too long");
    if (snprintf(shadow, sizeof shadow, "%s", copies) >= (int)sizeof shadow) fail("POWERLOSS_SHADOW is too long");
    folder_length = strlen(folder);
}

/* The file behind a descriptor, or NULL when nobody watches it. Called under the lock. */
static struct file *watched(int descriptor) {
    if (!folder_length) return NULL;
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
    struct file *file;
    for (file = files; file; file = file->next)
        if (file->device == status.st_dev && file->inode == status.st_ino) return file;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    if (strncmp(path, folder, folder_length) != 0) return NULL;
    file = calloc(1, sizeof *file);
    if (!file) fail("no memory");
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->shortest = -1;
    file->next = files;
    files = file;
    return file;
}

static void note(struct file *file, off_t start, ssize_t count) {
    if (count <= 0) return;
    off_t end = start + count;
    if (file->count) {
        struct range *last = &file->ranges[file->count - 1];
        if (last->end == start) {
            last->end = end;
            return;
        }
    }
    if (file->count == file->capacity) {
        file->capacity = file->capacity ? file->capacity * 2 : 64;
        file->ranges = realloc(file->ranges, file->capacity * sizeof *file->ranges);
        if (!file->ranges) fail("no memory");
    }
    file->ranges[file->count++] = (struct range){start, end};
}

/* The durable copy lies under the inode, because names change hands. */
static void copy_path(char *path, size_t size, ino_t inode) {
    snprintf(path, size, "%s/inode-%llu", shadow, (unsigned long long)inode);
}

/* After a real sync: brings the durable copy up to date. */
static void persist(struct file *file, int descriptor) {
    char path[4200], buffer[65536];
    copy_path(path, sizeof path, file->inode);
    int copy = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (copy < 0) fail(path);
    int source = descriptor;
    if ((fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_WRONLY) {
        /* Closing this one drops the POSIX locks of the process on the file. SQLite, which has some, never opens
         * write-only. */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        source = open(link, O_RDONLY | O_CLOEXEC);
        if (source < 0) fail("cannot read a watched file");
    }
    if (file->shortest >= 0 && real_ftruncate(copy, file->shortest) != 0) fail("cannot cut a durable copy");
    for (size_t index = 0; index < file->count; index++) {
        for (off_t at = file->ranges[index].start; at < file->ranges[index].end;) {
            size_t wanted = sizeof buffer;
            if (file->ranges[index].end - at < (off_t)wanted) wanted = (size_t)(file->ranges[index].end - at);
            ssize_t got = pread(source, buffer, wanted, at);
            if (got < 0) fail("cannot read a watched file");
            if (got == 0) break; /* cut since */
            if (real_pwrite(copy, buffer, (size_t)got, at) != got) fail("cannot write a durable copy");
            at += got;
        }
    }
    struct stat status;
    if (fstat(descriptor, &status) == 0 && real_ftruncate(copy, status.st_size) != 0) fail("cannot cut a durable copy");
    close(copy);
    if (source != descriptor) close(source);
    file->count = 0;
    file->shortest = -1;
}

/* After a real sync of the folder: the names in it are durable, with the inodes that they have now. */
static void persist_names(int descriptor) {
    char link[64], path[4096], list[4200], fresh[4200];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 2);
    if (length < 0) return;
    path[length] = '/';
    path[length + 1] = 0;
    if (strcmp(path, folder) != 0) return; /* one folder, without folders in it */
    snprintf(list, sizeof list, "%s/names", shadow);
    snprintf(fresh, sizeof fresh, "%s/names.new", shadow);
    FILE *out = fopen(fresh, "we");
    DIR *names = opendir(path);
    if (!out || !names) fail("cannot list the watched folder");
    struct dirent *entry;
    while ((entry = readdir(names)))
        if (entry->d_name[0] != '.')
            fprintf(out, "%llu %s\n", (unsigned long long)entry->d_ino, entry->d_name);
    closedir(names);
    if (fclose(out) != 0 || real_rename(fresh, list) != 0) fail("cannot keep the names");
}

static int synced(int descriptor, int (*sync)(int)) {
    pthread_mutex_lock(&lock);
    int result = sync(descriptor), error = errno;
    if (result == 0 && folder_length) {
        struct stat status;
        if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
            persist_names(descriptor);
        } else {
            struct file *file = watched(descriptor);
            if (file) persist(file, descriptor);
        }
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int fsync(int descriptor) {
    pthread_once(&once, begin);
    return synced(descriptor, real_fsync);
}

int fdatasync(int descriptor) {
    pthread_once(&once, begin);
    return synced(descriptor, real_fdatasync);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    pthread_once(&once, begin);
    if (!folder_length) return real_pwrite(descriptor, bytes, count, offset);
    pthread_mutex_lock(&lock);
    ssize_t written = real_pwrite(descriptor, bytes, count, offset);
    int error = errno;
    struct file *file = written > 0 ? watched(descriptor) : NULL;
    if (file) note(file, offset, written);
    pthread_mutex_unlock(&lock);
    errno = error;
    return written;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}

/* A file that loses its name is kept, because the name may come back with the power, and so that no new file gets
 * its inode. */
static void keep(const char *path) {
    struct stat status;
    char kept[4200];
    if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode) || strncmp(path, folder, folder_length) != 0) return;
    snprintf(kept, sizeof kept, "%s/kept-%llu", shadow, (unsigned long long)status.st_ino);
    if (link(path, kept) != 0 && errno != EEXIST) fail("cannot keep a removed file");
}

int unlink(const char *path) {
    pthread_once(&once, begin);
    if (!folder_length) return real_unlink(path);
    pthread_mutex_lock(&lock);
    keep(path);
    int result = real_unlink(path), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int rename(const char *from, const char *to) {
    pthread_once(&once, begin);
    if (!folder_length) return real_rename(from, to);
    pthread_mutex_lock(&lock);
    keep(to);
    int result = real_rename(from, to), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

/* Sequential writes: where they went follows from where the descriptor stands afterwards. The lock is taken for
 * regular files only: a write to a pipe or socket may block. */
static int is_watched(int descriptor) {
    struct stat status;
    if (!folder_length || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
    pthread_mutex_lock(&lock);
    int result = watched(descriptor) != NULL;
    pthread_mutex_unlock(&lock);
    return result;
}

static void note_sequential(int descriptor, ssize_t written) {
    off_t end = lseek(descriptor, 0, SEEK_CUR);
    struct file *file = written > 0 && end >= 0 ? watched(descriptor) : NULL;
    if (file) note(file, end - written, written);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    pthread_once(&once, begin);
    int keeps_errno = errno;
    if (!is_watched(descriptor)) {
        errno = keeps_errno;
        return real_write(descriptor, bytes, count);
    }
    pthread_mutex_lock(&lock);
    ssize_t written = real_write(descriptor, bytes, count);
    int error = errno;
    note_sequential(descriptor, written);
    pthread_mutex_unlock(&lock);
    errno = error;
    return written;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    pthread_once(&once, begin);
    if (!is_watched(descriptor)) return real_writev(descriptor, parts, count);
    pthread_mutex_lock(&lock);
    ssize_t written = real_writev(descriptor, parts, count);
    int error = errno;
    note_sequential(descriptor, written);
    pthread_mutex_unlock(&lock);
    errno = error;
    return written;
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
    pthread_once(&once, begin);
    if (!is_watched(descriptor)) return real_pwritev(descriptor, parts, count, offset);
    pthread_mutex_lock(&lock);
    ssize_t written = real_pwritev(descriptor, parts, count, offset);
    int error = errno;
    struct file *file = written > 0 ? watched(descriptor) : NULL;
    if (file) note(file, offset, written);
    pthread_mutex_unlock(&lock);
    errno = error;
    return written;
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off_t offset) {
    return pwritev(descriptor, parts, count, offset);
}

int ftruncate(int descriptor, off_t length) {
    pthread_once(&once, begin);
    if (!folder_length) return real_ftruncate(descriptor, length);
    pthread_mutex_lock(&lock);
    int result = real_ftruncate(descriptor, length), error = errno;
    struct file *file = result == 0 ? watched(descriptor) : NULL;
    if (file && (file->shortest < 0 || length < file->shortest)) file->shortest = length;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int ftruncate64(int descriptor, off_t length) {
    return ftruncate(descriptor, length);
}

/* Allocated space reads as zeros: the length is taken over with the next sync, and a hole reads the same. */
int posix_fallocate(int descriptor, off_t offset, off_t length) {
    pthread_once(&once, begin);
    return real_posix_fallocate(descriptor, offset, length);
}

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
    pthread_once(&once, begin);
    if (mode != 0 && is_watched(descriptor)) {
        errno = EOPNOTSUPP; /* holes punched and ranges moved are not followed */
        return -1;
    }
    return real_fallocate(descriptor, mode, offset, length);
}
